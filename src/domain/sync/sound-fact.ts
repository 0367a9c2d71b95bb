// The analysis of a recording to and from the fact that carries it: its row and its curves travel as one value.
import type { CurvesRow, SoundRow } from '../sound/sound';
import { bytesOf, floatsOf } from './fact-bytes';
import { makeFact, originOf, readValue, type Maker } from './fact-values';
import { analyseVersionOf, contentKeyOf, soundVersion, type Fact, type SoundValue } from './facts';
import { featuresSent } from './feature-values';
import { curvesSaid, isCount, keySaid, loudnessSaid, measuredSaid, tempoSaid } from './sound-checks';
import { gaplessSaid } from '../sound/gapless';

/** @param curves undefined where they are lost: the measurements travel all the same */
export function soundFact(row: SoundRow, curves: CurvesRow | undefined, maker: Maker): Fact {
  const { tempo, key, loudness, quality, features, gapless, decodedDurationS, embedVersion, soundTags } = row;
  const value: SoundValue = {
    // Absent stays absent: MessagePack would make nil of what is undefined.
    tempo, key, loudness, ...curvesSent(curves), ...(quality && { quality }), ...(gapless !== undefined && { gapless }),
    ...(features !== undefined && { features: features && featuresSent(features) }), decodedDurationS, embedVersion, soundTags: soundTags && bytesOf(soundTags),
  };
  return makeFact({ ...(row.origin ?? maker), kind: 'sound', subject: row.contentKey, version: soundVersion(row.analyseVersion, embedVersion) }, value);
}

export interface ArrivedSound {
  readonly sound: SoundRow;
  readonly curves: CurvesRow;
}

/** Null where the value is no sound; a part of it that is not what it should be is left out. */
export function soundOf(fact: Fact): ArrivedSound | null {
  const value = readValue<SoundValue>(fact.value);
  const loudness = loudnessSaid(value?.loudness);
  if (!value || !(value.waveform instanceof Uint8Array) || !loudness || !isCount(value.embedVersion)) return null;
  const contentKey = contentKeyOf(fact);
  // That a file notes nothing is known too.
  const gapless = value.gapless === null ? null : gaplessSaid(value.gapless) ?? undefined;
  return {
    sound: {
      contentKey, analyseVersion: analyseVersionOf(fact.version, value.embedVersion), embedVersion: value.embedVersion,
      tempo: tempoSaid(value.tempo), key: keySaid(value.key), loudness, decodedDurationS: Number(value.decodedDurationS) || 0,
      ...measuredSaid(value), ...(gapless !== undefined && { gapless }), soundTags: value.soundTags instanceof Uint8Array ? floatsOf(value.soundTags) : null, origin: originOf(fact),
    },
    curves: { contentKey, waveform: new Uint8Array(value.waveform), ...curvesSaid(value) },
  };
}

function curvesSent(curves: CurvesRow | undefined): Pick<SoundValue, 'waveform' | 'bandLevels' | 'loudnessCurve' | 'blockLoudness' | 'beats' | 'tempoDistribution' | 'chromagram'> {
  if (!curves) return { waveform: new Uint8Array(0) };
  const { waveform, bandLevels, loudnessCurve, blockLoudness, beats, tempoDistribution, chromagram } = curves;
  return {
    waveform, ...(bandLevels && { bandLevels }), ...(loudnessCurve && { loudnessCurve }), ...(blockLoudness && { blockLoudness }),
    ...(beats !== undefined && { beats: beats && { timesS: bytesOf(beats.timesS), firstDownbeatS: beats.firstDownbeatS } }),
    ...(tempoDistribution !== undefined && { tempoDistribution }), ...(chromagram !== undefined && { chromagram }),
  };
}
