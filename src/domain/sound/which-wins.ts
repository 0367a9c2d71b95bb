// Tempo, key and gain of a track: what a person set, else what was measured or what the tags say, whichever is to win; and where the two differ.
import type { Tags } from '../library/tags';
import type { ChoiceRow } from '../sync/choice';
import { choiceOf } from '../sync/choice';
import { sameKey } from './camelot';
import { correctedKey, correctedTempo } from './corrections';
import { replayGainDb } from './replay-gain';
import type { KeyName, MusicalKey, SoundRow, Tempo } from './sound';
import { taggedKeyOf } from './tagged-key';

export type SoundSource = 'corrected' | 'tags' | 'measured';
export type Winner = 'measured' | 'tags';

/** Which of the two is shown, sorted and filtered by where both are there. What a person set wins over either. */
export interface WhichWins {
  readonly tempo: Winner;
  readonly key: Winner;
  readonly gain: Winner;
}

/**
 * What was measured wins: it is there for every track, by one method, with decimals and a confidence. Tags hold whole numbers from many
 * programs; who has looked after theirs turns it round once. Mixxx too analyses what has only a number in its tags.
 */
export const MEASURED_WINS: WhichWins = { tempo: 'measured', key: 'measured', gain: 'measured' };

/** The choice that holds it: kind `setting`, this id, a field for each part. */
export const WHICH_WINS_ID = 'whichWins';

export function whichWinsOf(row: ChoiceRow | undefined): WhichWins {
  const winner = (field: keyof WhichWins): Winner => (choiceOf(row, field) === 'tags' ? 'tags' : 'measured');
  return { tempo: winner('tempo'), key: winner('key'), gain: winner('gain') };
}

export function sameWinners(a: WhichWins, b: WhichWins): boolean {
  return a.tempo === b.tempo && a.key === b.key && a.gain === b.gain;
}

/** Confidence and candidates are those of the measurement; a tempo that a person or the tags say has a confidence of 1. */
export interface EffectiveTempo extends Tempo {
  readonly source: SoundSource;
}

/** As `EffectiveTempo`; `strength` and `confidence` are 1 for a key that a person or the tags say. */
export interface EffectiveKey extends MusicalKey {
  readonly source: SoundSource;
}

export interface EffectiveGain {
  /** ReplayGain 2.0 track gain, dB. */
  readonly trackDb: number;
  readonly source: 'tags' | 'measured';
}

type Measured = Pick<SoundRow, 'tempo' | 'key' | 'loudness'> | undefined;
type Tagged = Pick<Tags, 'taggedBpm' | 'taggedKey' | 'replayGainTrackDb'> | null;

export function effectiveTempo(sound: Measured, tags: Tagged, choice: ChoiceRow | undefined, wins: Winner): EffectiveTempo | null {
  const measured = sound?.tempo ?? null;
  const said = (tempoBpm: number, source: SoundSource): EffectiveTempo => ({ tempoBpm, confidence: 1, candidates: measured?.candidates ?? [], source });
  const corrected = correctedTempo(choice);
  if (corrected !== null) return said(corrected, 'corrected');
  const tagged = tags?.taggedBpm ?? null;
  if (tagged !== null && (wins === 'tags' || !measured)) return said(tagged, 'tags');
  return measured && { ...measured, source: 'measured' };
}

export function effectiveKey(sound: Measured, tags: Tagged, choice: ChoiceRow | undefined, wins: Winner): EffectiveKey | null {
  const measured = sound?.key ?? null;
  const said = ({ tonic, mode }: KeyName, source: SoundSource): EffectiveKey => ({
    tonic, mode, strength: 1, confidence: 1, ...(measured?.alternatives && { alternatives: measured.alternatives }), ...(measured?.tuningHz && { tuningHz: measured.tuningHz }), source,
  });
  const corrected = correctedKey(choice);
  if (corrected) return said(corrected, 'corrected');
  const tagged = wins === 'tags' || !measured ? taggedKeyOf(tags?.taggedKey ?? null) : null;
  if (tagged) return said(tagged, 'tags');
  return measured && { ...measured, source: 'measured' };
}

export function effectiveGain(sound: Measured, tags: Tagged, wins: Winner): EffectiveGain | null {
  const measured = sound ? replayGainDb(sound.loudness.integratedLufs) : null;
  const tagged = tags?.replayGainTrackDb ?? null;
  if (tagged !== null && (wins === 'tags' || measured === null)) return { trackDb: tagged, source: 'tags' };
  return measured === null ? null : { trackDb: measured, source: 'measured' };
}

/** Where tags say something else than what was measured; absent where they agree, or where one of them says nothing. */
export interface TagDifferences {
  /** More than 4 % apart; `octave` where one is about twice, half, thrice or a third of the other. */
  readonly tempo?: 'octave' | 'other';
  readonly key?: true;
  /** More than 1 dB apart. */
  readonly gain?: true;
}

/** As MIREX counts a tempo as right. */
const TEMPO_TOLERANCE = 0.04;
const GAIN_TOLERANCE_DB = 1;

/** null where they differ in nothing. */
export function tagDifferences(sound: Measured, tags: Tagged): TagDifferences | null {
  if (!sound || !tags) return null;
  const tempo = sound.tempo && tags.taggedBpm !== null ? tempoDifference(sound.tempo.tempoBpm, tags.taggedBpm) : null;
  const taggedKey = sound.key && taggedKeyOf(tags.taggedKey);
  const key = sound.key && taggedKey ? !sameKey(sound.key, taggedKey) : false;
  const gainDb = replayGainDb(sound.loudness.integratedLufs);
  const gain = gainDb !== null && tags.replayGainTrackDb !== null && Math.abs(gainDb - tags.replayGainTrackDb) > GAIN_TOLERANCE_DB;
  return tempo || key || gain ? { ...(tempo && { tempo }), ...(key && { key }), ...(gain && { gain }) } : null;
}

function tempoDifference(measuredBpm: number, taggedBpm: number): 'octave' | 'other' | null {
  const near = (factor: number): boolean => Math.abs(measuredBpm * factor - taggedBpm) <= TEMPO_TOLERANCE * taggedBpm;
  if (near(1)) return null;
  return [2, 1 / 2, 3, 1 / 3].some(near) ? 'octave' : 'other';
}
