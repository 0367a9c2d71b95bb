// A filter by the sound of tracks, and its text for the address of a list, e.g. `tempoBpm:118..124,key:8A|9A,mood:dark|chill,mark:clipped`.
import { camelotCode, keyAt } from '../sound/camelot';
import { RANGE_FIELDS, SOUND_LABELS, SOUND_MARKS, type LabelName, type RangeField, type SoundLabel, type SoundMark } from './sound-fields';

/** Both ends count; one that is not given is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Every part must hold; of the names in one part, one must. A track whose value is not known is in no range. */
export interface SoundFilter {
  readonly ranges?: { readonly [field in RangeField]?: Range };
  /** By `camelotOrder`: 0 for 1A … 23 for 12B. */
  readonly keys?: readonly number[];
  readonly labels?: { readonly [kind in SoundLabel]?: readonly LabelName[] };
  /** Of marks each must hold. */
  readonly marks?: readonly SoundMark[];
}

/** The Camelot code of each key, by `camelotOrder`. */
export const KEY_CODES: readonly string[] = Array.from({ length: 24 }, (_, order) => camelotCode(keyAt({ number: Math.floor(order / 2) + 1, letter: order % 2 === 0 ? 'A' : 'B' })));

const KINDS = Object.keys(SOUND_LABELS) as SoundLabel[];

/** '' for a filter that leaves nothing out. */
export function soundFilterText({ ranges = {}, keys = [], labels = {}, marks = [] }: SoundFilter): string {
  const parts = [
    ...RANGE_FIELDS.flatMap((field) => rangePart(field, ranges[field])),
    ...listPart('key', keys.flatMap((order) => KEY_CODES[order] ?? [])),
    ...KINDS.flatMap((kind) => listPart(kind, labels[kind] ?? [])),
    ...listPart('mark', marks),
  ];
  return parts.join(',');
}

/** What it understands of a text, which anyone may have typed. */
export function soundFilterOf(text: string): SoundFilter {
  const said = new Map(text.split(',').map((part) => {
    const colon = part.indexOf(':');
    return [part.slice(0, Math.max(0, colon)), part.slice(colon + 1)] as const;
  }));
  const ranges = RANGE_FIELDS.flatMap((field) => rangeOf(field, said.get(field)));
  const keys = listOf(said.get('key'), KEY_CODES).map((code) => KEY_CODES.indexOf(code));
  const labels = KINDS.flatMap((kind) => {
    const names = listOf<LabelName>(said.get(kind), SOUND_LABELS[kind]);
    return names.length > 0 ? [[kind, names] as const] : [];
  });
  const marks = listOf(said.get('mark'), SOUND_MARKS);
  return {
    ...(ranges.length > 0 && { ranges: Object.fromEntries(ranges) }), ...(keys.length > 0 && { keys }),
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }), ...(marks.length > 0 && { marks }),
  };
}

/** How many things it asks for. */
export function soundFilterSize({ ranges = {}, keys = [], labels = {}, marks = [] }: SoundFilter): number {
  return Object.keys(ranges).length + (keys.length > 0 ? 1 : 0) + Object.keys(labels).length + marks.length;
}

function rangePart(field: RangeField, range: Range | undefined): string[] {
  return range && (range.min !== undefined || range.max !== undefined) ? [`${field}:${range.min ?? ''}..${range.max ?? ''}`] : [];
}

function rangeOf(field: RangeField, text: string | undefined): (readonly [RangeField, Range])[] {
  const [from, to, more] = text?.split('..') ?? [];
  if (from === undefined || to === undefined || more !== undefined) return [];
  const [min, max] = [numberOf(from), numberOf(to)];
  return min === undefined && max === undefined ? [] : [[field, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }]];
}

function numberOf(text: string): number | undefined {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function listPart(name: string, values: readonly string[]): string[] {
  return values.length > 0 ? [`${name}:${values.join('|')}`] : [];
}

/** Known ones, each once, in their own order. */
function listOf<T extends string>(text: string | undefined, known: readonly T[]): T[] {
  const said = text?.split('|') ?? [];
  return known.filter((each) => said.includes(each));
}
