// What of a track's sound lists show, sort and filter by, read from its view: numbers, labels and marks.
import { isLosslessQuality } from '../library/quality';
import type { TrackView } from '../library/track-view';
import { certaintyOf } from '../sound/certainty';
import type { Atmosphere, EnergyLevel, Mood, Use } from '../sound/labels';
import { isSilent } from '../sound/silence';

/** Scores are 0–1, valence −1–1; the rest in the unit of their name. */
export const SOUND_NUMBERS = [
  'tempoConfidence', 'keyConfidence', 'rangeLu', 'truePeakDbtp', 'gainDb',
  'energy', 'valence', 'danceability', 'acousticness', 'instrumentalness', 'speechiness', 'complexity', 'intensity',
] as const;
export type SoundNumber = (typeof SOUND_NUMBERS)[number];

/** Numbers that a list is narrowed by, from one to another. */
export const RANGE_FIELDS = ['tempoBpm', 'loudnessLufs', ...SOUND_NUMBERS] as const;
export type RangeField = (typeof RANGE_FIELDS)[number];

export const MOODS = ['bright', 'uplifting', 'energetic', 'aggressive', 'chill', 'melancholic', 'dark'] as const satisfies readonly Mood[];
export const ENERGY_LEVELS = ['low', 'medium', 'high'] as const satisfies readonly EnergyLevel[];
export const ATMOSPHERES = ['dancefloor', 'epic', 'intimate', 'ambient'] as const satisfies readonly Atmosphere[];
export const USES = ['workout', 'party', 'background', 'focus'] as const satisfies readonly Use[];

/** The names of each kind of label, in the order that lists sort them by. */
export const SOUND_LABELS = { mood: MOODS, energyLevel: ENERGY_LEVELS, atmosphere: ATMOSPHERES, use: USES } as const;
export type SoundLabel = keyof typeof SOUND_LABELS;
export type LabelName = Mood | EnergyLevel | Atmosphere | Use;

/**
 * - `bandLimited`: kept without loss, but its sound stops early: it was lossy before
 * - `clipped`: peaks are cut off
 * - `corrected`: a person set its tempo or key
 * - `tagsDiffer`: tags say another tempo, key or gain than was measured; `tempoOctave`: a tempo of twice, half, thrice or a third
 * - `unsure`: its tempo or key was measured with doubt
 */
export const SOUND_MARKS = ['bandLimited', 'clipped', 'corrected', 'tagsDiffer', 'tempoOctave', 'unsure', 'silent'] as const;
export type SoundMark = (typeof SOUND_MARKS)[number];

export function isSoundNumber(field: string): field is SoundNumber {
  return (SOUND_NUMBERS as readonly string[]).includes(field);
}

export function isSoundLabel(field: string): field is SoundLabel {
  return field in SOUND_LABELS;
}

/** NaN where it is not known. */
export function soundNumber(view: TrackView, field: SoundNumber): number {
  switch (field) {
    case 'tempoConfidence': return view.tempo?.confidence ?? NaN;
    case 'keyConfidence': return keyConfidence(view) ?? NaN;
    case 'rangeLu': return view.loudness?.rangeLu ?? NaN;
    case 'truePeakDbtp': return view.loudness?.truePeakDbtp ?? NaN;
    case 'gainDb': return view.gain?.trackDb ?? NaN;
    default: return view.sound?.scores[field] ?? NaN;
  }
}

/** Labels of a kind that fit, best first. */
export function labelsShown({ sound }: TrackView, kind: SoundLabel): readonly LabelName[] {
  if (!sound) return [];
  switch (kind) {
    case 'mood': return sound.moods;
    case 'atmosphere': return sound.atmospheres;
    case 'use': return sound.uses;
    case 'energyLevel': return sound.energyLevel ? [sound.energyLevel] : [];
  }
}

/** In the order of `SOUND_MARKS`. */
export function soundMarks(view: TrackView): SoundMark[] {
  const marked: Readonly<Record<SoundMark, boolean>> = {
    bandLimited: typeof view.sound?.bandLimitedHz === 'number' && isLosslessQuality(view.quality),
    clipped: view.sound?.clipped === true,
    corrected: view.tempo?.source === 'corrected' || view.key?.source === 'corrected',
    tagsDiffer: view.tagsDiffer !== null,
    tempoOctave: view.tagsDiffer?.tempo === 'octave',
    unsure: isUnsure(view.tempo?.confidence) || isUnsure(keyConfidence(view)),
    silent: view.loudness !== null && isSilent(view.loudness),
  };
  return SOUND_MARKS.filter((mark) => marked[mark]);
}

/** Version 1 of the analysis knew the strength of the key alone. */
function keyConfidence({ key }: TrackView): number | undefined {
  return key ? (key.confidence ?? key.strength) : undefined;
}

function isUnsure(confidence: number | undefined): boolean {
  return confidence !== undefined && certaintyOf(confidence) === 'unsure';
}
