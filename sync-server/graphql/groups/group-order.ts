// The orders of albums, artists and genres.
import type { CursorKind } from '../lists/cursor';
import type { Order, OrderColumn } from '../lists/keyset';
import type { GroupRecord } from './group-pages';

const SORTS = {
  NAME: ['name_sort', 'text', false], ARTIST: ['album_artist_sort', 'text', true], YEAR: ['year', 'int', true], TRACK_COUNT: ['track_count', 'int', false],
  ALBUM_COUNT: ['album_count', 'int', false], DURATION: ['duration_s', 'int', false], PLAY_COUNT: ['play_count', 'int', false],
  LAST_PLAYED_AT: ['last_played_at_ms', 'int', true], ADDED_AT: ['added_at_ms', 'int', false],
} as const satisfies Record<string, readonly [keyof GroupRecord, CursorKind, boolean]>;

export type GroupSortField = keyof typeof SORTS;
export const GROUP_SORT_FIELDS = Object.keys(SORTS) as GroupSortField[];

export interface GroupSort {
  readonly by: GroupSortField;
  readonly descending: boolean;
}

/** Ties are in the order of names, then of keys. */
export function groupOrder({ by, descending }: GroupSort): Order<GroupRecord> {
  const [column, kind, nullable] = SORTS[by];
  return {
    name: `${by} ${descending ? 'down' : 'up'}`,
    columns: [
      { column, kind, nullable, descending, value: (row) => row[column] },
      ...(by === 'NAME' ? [] : [tie('name_sort')]),
      tie('group_key'),
    ],
  };
}

function tie(column: 'name_sort' | 'group_key'): OrderColumn<GroupRecord> {
  return { column, kind: 'text', nullable: false, descending: false, value: (row) => row[column] };
}
