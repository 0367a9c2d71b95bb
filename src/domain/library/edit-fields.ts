// Which tags a person can write over, and which values may stand there: checked alike when typed and when another device sends them.
import type { ChoiceRow, ChoiceValue } from '../sync/choice';
import { LEGACY_ENCODINGS } from './text-encoding';
import type { LegacyEncoding } from './tags';

/** `date`: a partial ISO date. `names`: a list, as JSON text in a choice. */
export const EDIT_FIELDS = {
  title: 'text', titleSort: 'text', artist: 'text', artists: 'names', artistSort: 'text', album: 'text', albumSort: 'text', albumArtist: 'text', albumArtistSort: 'text',
  trackNo: 'number', trackTotal: 'number', discNo: 'number', discTotal: 'number', date: 'date', originalDate: 'date',
  genres: 'names', composers: 'names', label: 'text', comment: 'text', compilation: 'flag', encoding: 'encoding',
} as const;

export type EditField = keyof typeof EDIT_FIELDS;
export type EditProblem = 'too-long' | 'no-number' | 'no-date' | 'too-many' | 'invalid';

/** For texts that claim to be Latin-1 and are. */
export const LATIN1 = 'iso-8859-1';

interface Kinds {
  readonly text: string | null;
  readonly number: number | null;
  readonly date: string | null;
  readonly names: readonly string[];
  readonly flag: boolean;
  readonly encoding: LegacyEncoding | typeof LATIN1;
}

/** Fields that a person wrote; null or an empty list: emptied. */
export type EditValues = { readonly [Field in EditField]?: Kinds[(typeof EDIT_FIELDS)[Field]] };
export type EditValue = Kinds[keyof Kinds];

export const MAX_TEXT = 2_000;
export const MAX_COMMENT = 20_000;
export const MAX_NUMBER = 9_999;
export const MAX_NAMES = 100;

export function isEditField(field: string): field is EditField {
  return Object.hasOwn(EDIT_FIELDS, field);
}

type Checked = { readonly value: EditValue } | { readonly problem: EditProblem };

/** What a value of a choice says of a field: '' is emptied. @param value not null, which is no edit */
export function checkEdit(field: EditField, value: Exclude<ChoiceValue, null>): Checked {
  switch (EDIT_FIELDS[field]) {
    case 'text':
      return typeof value === 'string' ? checkText(value, field === 'comment' ? MAX_COMMENT : MAX_TEXT) : { problem: 'invalid' };
    case 'number':
      return value === '' ? { value: null } : isNumber(value) ? { value } : { problem: 'no-number' };
    case 'date':
      return value === '' ? { value: null } : typeof value === 'string' && isPartialDate(value) ? { value } : { problem: 'no-date' };
    case 'names':
      return typeof value === 'string' ? checkNames(value) : { problem: 'invalid' };
    case 'flag':
      return typeof value === 'boolean' ? { value } : { problem: 'invalid' };
    case 'encoding':
      return value === LATIN1 || LEGACY_ENCODINGS.some((each) => each === value) ? { value: value as LegacyEncoding } : { problem: 'invalid' };
  }
}

/** Everything a person wrote; what no app of ours would write is passed over. */
export function editsOf(row: Pick<ChoiceRow, 'fields'> | undefined): EditValues {
  const edits: Partial<Record<EditField, EditValue>> = {};
  for (const [field, { value }] of Object.entries(row?.fields ?? {})) {
    if (value === null || !isEditField(field)) continue;
    const checked = checkEdit(field, value);
    if ('value' in checked) edits[field] = checked.value;
  }
  return edits as EditValues;
}

/** A value as a choice keeps it: the way back from `checkEdit`. */
export function choiceValueOf(value: EditValue): Exclude<ChoiceValue, null> {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** `1999`, `1999-03` or `1999-03-08`, of days that there are. */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined || year === '0000') return false;
  if (month === undefined) return true;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && (day === undefined || (Number(day) >= 1 && Number(day) <= days));
}

/** Names without spaces around them, each once. */
export function cleanNames(names: readonly string[]): string[] {
  return [...new Set(names.map(cleaned).filter((name) => name !== ''))];
}

function checkText(text: string, most: number): Checked {
  const value = cleaned(text);
  return value.length > most ? { problem: 'too-long' } : { value: value === '' ? null : value };
}

function checkNames(text: string): Checked {
  const list = text === '' ? [] : parsed(text);
  if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) return { problem: 'invalid' };
  const names = cleanNames(list);
  if (names.length > MAX_NAMES) return { problem: 'too-many' };
  return names.some((name) => name.length > MAX_TEXT) ? { problem: 'too-long' } : { value: names };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** PostgreSQL keeps no NUL, and no person types one. */
function cleaned(text: string): string {
  return text.replaceAll('\0', '').trim();
}

function isNumber(value: ChoiceValue): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_NUMBER;
}
