// The columns that a table of tracks can show, and which of them fit.
import type { SortField } from '../../domain/query/query';

export interface Column {
  readonly field: SortField;
  readonly widthPx: number;
  readonly end?: boolean;
  /** Offered apart: of how it sounds. */
  readonly sound?: true;
}

/** In the order they stand in; `title` takes the room that is left. */
export const COLUMNS: readonly Column[] = [
  { field: 'title', widthPx: 220 },
  { field: 'artist', widthPx: 170 },
  { field: 'album', widthPx: 190 },
  { field: 'albumArtist', widthPx: 160 },
  { field: 'trackNo', widthPx: 64, end: true },
  { field: 'durationS', widthPx: 64, end: true },
  { field: 'tempoBpm', widthPx: 84, end: true },
  { field: 'key', widthPx: 92 },
  { field: 'loudnessLufs', widthPx: 76, end: true },
  { field: 'rating', widthPx: 104 },
  { field: 'genre', widthPx: 130 },
  { field: 'year', widthPx: 64, end: true },
  { field: 'playCount', widthPx: 68, end: true },
  { field: 'addedAtMs', widthPx: 112 },
  { field: 'codec', widthPx: 92 },
  { field: 'path', widthPx: 220 },
  { field: 'mood', widthPx: 130, sound: true },
  { field: 'energyLevel', widthPx: 116, sound: true },
  { field: 'atmosphere', widthPx: 120, sound: true },
  { field: 'use', widthPx: 120, sound: true },
  ...(['energy', 'intensity', 'danceability', 'valence', 'acousticness', 'instrumentalness', 'speechiness', 'complexity'] as const).map((field): Column => ({ field, widthPx: 96, end: true, sound: true })),
  ...(['tempoConfidence', 'keyConfidence'] as const).map((field): Column => ({ field, widthPx: 136, end: true, sound: true })),
  ...(['rangeLu', 'truePeakDbtp', 'gainDb'] as const).map((field): Column => ({ field, widthPx: 84, end: true, sound: true })),
  { field: 'marks', widthPx: 160, sound: true },
];

export const LEAST_COLUMN_PX = 52;
export const MOST_COLUMN_PX = 600;
const COVER_PX = 48;
/** Number, heart and menu of a row, and its padding. */
const FIXED_PX = 44 + 72 + 16;

export function widthOf(column: Column, widthsPx: Readonly<Record<string, number>>): number {
  return Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, widthsPx[column.field] ?? column.widthPx));
}

/** The wanted columns that have room, from the left; a table never scrolls sideways. */
export function fittingColumns(wanted: readonly SortField[], widthsPx: Readonly<Record<string, number>>, roomPx: number, covers: boolean): Column[] {
  const columns = COLUMNS.filter((column) => column.field === 'title' || wanted.includes(column.field));
  let leftPx = roomPx - FIXED_PX - (covers ? COVER_PX : 0);
  return columns.filter((column) => {
    const neededPx = column.field === 'title' ? column.widthPx : widthOf(column, widthsPx);
    leftPx -= neededPx;
    return column.field === 'title' || leftPx >= 0;
  });
}

/** The wanted columns that have no room. */
export function columnsLeftOut(wanted: readonly SortField[], shown: readonly Column[]): SortField[] {
  return wanted.filter((field) => !shown.some((column) => column.field === field));
}

/** The row's grid: number, cover, columns, heart and menu. */
export function gridTemplate(columns: readonly Column[], widthsPx: Readonly<Record<string, number>>, covers: boolean): string {
  const tracks = columns.map((column) => (column.field === 'title' ? 'minmax(0,1fr)' : `${widthOf(column, widthsPx)}px`));
  return `44px ${covers ? `${COVER_PX}px ` : ''}${tracks.join(' ')} 72px`;
}
