// How far measured tempos and keys are from what the synthesiser played.
import { keyOf } from '../fixtures/synth/notes';
import type { ExportedTrack } from '../pages/export';

export interface Truth {
  readonly title: string;
  readonly tempoBpm: number | null;
  /** e.g. `A minor`. */
  readonly key: string;
}

const TOLERANCE = 0.04;
/** Half and double time are the same music counted otherwise; so are three beats counted as one. */
const MULTIPLES = [1, 2, 1 / 2, 3, 1 / 3];

/** @returns one line for each track whose tempo is more than 4 % off at every octave */
export function tempoErrors(tracks: readonly ExportedTrack[], truths: readonly Truth[]): readonly string[] {
  return truths.flatMap(({ title, tempoBpm }) => {
    if (tempoBpm === null) return [];
    const measured = trackOf(tracks, title)?.analysis?.tempoBpm ?? 0;
    const near = MULTIPLES.some((multiple) => Math.abs(measured / (tempoBpm * multiple) - 1) <= TOLERANCE);
    return near ? [] : [`${title}: ${measured} instead of ${tempoBpm} BPM`];
  });
}

/** @returns one line for each track whose tonic or mode is wrong */
export function keyErrors(tracks: readonly ExportedTrack[], truths: readonly Truth[]): readonly string[] {
  return truths.flatMap(({ title, key }) => {
    const measured = trackOf(tracks, title)?.analysis?.key;
    const { tonic, mode } = keyOf(key);
    return measured?.tonic === tonic && measured.mode === mode ? [] : [`${title}: ${measured?.name ?? 'none'} instead of ${key}`];
  });
}

function trackOf(tracks: readonly ExportedTrack[], title: string): ExportedTrack | undefined {
  return tracks.find((track) => track.tags?.title === title);
}
