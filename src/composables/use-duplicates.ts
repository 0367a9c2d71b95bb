// Files that hold one recording several times, as lines of one long list, and the rows of those on the screen.
import { computed, shallowRef, watch } from 'vue';
import { tracksByIds, trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { COPIES, type DuplicateList } from '../domain/query/query';
import type { RowRange } from './row-geometry';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useSteadyAnswer } from './use-steady-answer';

export type DuplicateSection = 'copies' | 'formats' | 'hidden';

/** What stands in one row: the head of a section, of a group, or a file. */
export type DuplicateLine =
  | { readonly kind: 'section'; readonly section: DuplicateSection }
  | { readonly kind: 'group'; readonly trackIds: readonly TrackId[] }
  | { readonly kind: 'file'; readonly section: DuplicateSection; readonly trackId: TrackId; readonly among: readonly TrackId[] };

export function useDuplicates() {
  const { library } = useServices();
  const answer = useSteadyAnswer(() => ({}), () => library.duplicates());
  const lines = computed(() => (answer.value.value ? linesOf(answer.value.value) : null));
  return { list: answer.value, lines, error: answer.error, retry: answer.retry };
}

/** How much there is, looked up whenever it is wanted: a whole library is compared for it. */
export function useDuplicateCount(wanted: () => boolean) {
  const { library } = useServices();
  const counts = shallowRef({ groups: 0, hidden: 0 });
  watch(wanted, async (now) => {
    const found = now ? await library.duplicates() : null;
    if (found?.ok) counts.value = { groups: found.value.kinds.length, hidden: found.value.hidden.length };
  }, { immediate: true });
  return counts;
}

function linesOf({ trackIds, starts, kinds, hidden }: DuplicateList): DuplicateLine[] {
  const lines: DuplicateLine[] = [];
  let last: DuplicateSection | null = null;
  kinds.forEach((kind, i) => {
    const section = kind === COPIES ? 'copies' : 'formats';
    if (section !== last) lines.push({ kind: 'section', section });
    last = section;
    const among = Array.from(trackIds.subarray(starts[i], starts[i + 1])) as TrackId[];
    lines.push({ kind: 'group', trackIds: among }, ...among.map((trackId): DuplicateLine => ({ kind: 'file', section, trackId, among })));
  });
  if (hidden.length > 0) lines.push({ kind: 'section', section: 'hidden' });
  for (const trackId of hidden) lines.push({ kind: 'file', section: 'hidden', trackId: trackId as TrackId, among: [] });
  return lines;
}

export interface DuplicateFile {
  readonly view: TrackView;
  readonly sizeBytes: number;
}

/** Rows of files that lines of this range name, live; those seen a moment ago stay, so that nothing flickers. */
export function useDuplicateFiles(lines: () => readonly DuplicateLine[], range: () => RowRange) {
  const { db } = useServices();
  const wanted = computed((before?: string) => {
    const shown = lines().slice(Math.max(0, range().first - 1), range().end + 1);
    const key = [...new Set(shown.flatMap((line) => (line.kind === 'file' ? [line.trackId] : line.kind === 'group' ? line.trackIds.slice(0, 1) : [])))].join();
    return key === before ? before : key;
  });
  const live = useLiveQuery(() => {
    const ids = wanted.value === '' ? [] : (wanted.value.split(',').map(Number) as TrackId[]);
    return ids.length === 0 ? null : () => Promise.all([trackViews(db, ids), tracksByIds(db, ids)]);
  });
  return computed((before?: ReadonlyMap<TrackId, DuplicateFile>): ReadonlyMap<TrackId, DuplicateFile> => {
    const [views, rows] = live.value.value ?? [[], []];
    const sizes = new Map(rows.map((row) => [row.trackId, row.sizeBytes]));
    const kept = before && before.size < 500 ? [...before] : [];
    return new Map([...kept, ...views.map((view): [TrackId, DuplicateFile] => [view.trackId, { view, sizeBytes: sizes.get(view.trackId) ?? 0 }])]);
  });
}
