// The columns of a track's sound: numbers as they are, labels and marks as bits, and of labels the best one for sorting.
import { labelsShown, SOUND_LABELS, SOUND_MARKS, SOUND_NUMBERS, soundMarks, soundNumber, type LabelName, type SoundLabel, type SoundMark } from '../../src/domain/query/sound-fields';
import type { TrackView } from '../../src/domain/library/track-view';
import type { ColumnArrays } from './columns';

export const SOUND_COLUMN_TYPES = {
  tempoConfidence: Float32Array, keyConfidence: Float32Array, rangeLu: Float32Array, truePeakDbtp: Float32Array, gainDb: Float32Array,
  energy: Float32Array, valence: Float32Array, danceability: Float32Array, acousticness: Float32Array, instrumentalness: Float32Array,
  speechiness: Float32Array, complexity: Float32Array, intensity: Float32Array,
  // The place of the best label in `SOUND_LABELS` plus one; 0 for none.
  mood: Uint8Array, energyLevel: Uint8Array, atmosphere: Uint8Array, use: Uint8Array,
  moods: Uint8Array, energyLevels: Uint8Array, atmospheres: Uint8Array, uses: Uint8Array, marks: Uint8Array,
} as const;

/** The column with all labels of a kind. */
export const LABEL_BITS = { mood: 'moods', energyLevel: 'energyLevels', atmosphere: 'atmospheres', use: 'uses' } as const satisfies Record<SoundLabel, keyof typeof SOUND_COLUMN_TYPES>;

const KINDS = Object.keys(SOUND_LABELS) as SoundLabel[];

export function writeSound(data: ColumnArrays, slot: number, view: TrackView): void {
  for (const field of SOUND_NUMBERS) data[field][slot] = soundNumber(view, field);
  for (const kind of KINDS) {
    const names = labelsShown(view, kind);
    data[kind][slot] = names[0] ? labelsOf(kind).indexOf(names[0]) + 1 : 0;
    data[LABEL_BITS[kind]][slot] = labelBits(kind, names);
  }
  data.marks[slot] = markBits(soundMarks(view));
}

export function labelBits(kind: SoundLabel, names: readonly LabelName[]): number {
  return bitsOf(labelsOf(kind), names);
}

export function markBits(marks: readonly SoundMark[]): number {
  return bitsOf(SOUND_MARKS, marks);
}

function labelsOf(kind: SoundLabel): readonly LabelName[] {
  return SOUND_LABELS[kind];
}

function bitsOf<T>(all: readonly T[], some: readonly T[]): number {
  return some.reduce((bits, each) => bits | (1 << all.indexOf(each)), 0);
}
