// The tags of a file by source, the most trusted first, and by field. A field is taken from one source alone, never mixed.
import { fieldOf, type Field } from './fields';
import type { LanguageText, OwnedBytes, RawTag } from './raw-tag';
import { textOf } from './values';

/** One tag block: all of its tags by the field they fill. */
export type Source = ReadonlyMap<Field, readonly unknown[]>;

/** Formats whose own way of tagging is APEv2: an ID3 tag in them is a stray. */
const APE_FIRST: ReadonlySet<string> = new Set(['ape', 'wavpack', 'musepack', 'tak', 'optimfrog']);

/** Of two ID3v2 tags the one that stands first counts, whatever its version. */
const TRUST = ['vorbis', 'iTunes', 'asf', 'matroska', 'ID3v2', 'APEv2', 'exif', 'AIFF', 'ID3v1', 'FLAC'];

/**
 * @param blocks tags as they stand in the file, a list each
 * @param fileFormat decides who is trusted more
 * @param repair of texts that were read as Latin-1
 */
export function sourcesOf(blocks: readonly (readonly RawTag[])[], fileFormat: string, repair: (text: string) => string): Source[] {
  const rank = ([tag]: readonly RawTag[]) => (tag?.format === 'APEv2' && APE_FIRST.has(fileFormat) ? 0 : TRUST.findIndex((format) => tag?.format.startsWith(format)) + 1);
  return blocks.filter((block) => block.length > 0).toSorted((a, b) => rank(a) - rank(b)).map((block) => sourceOf(block, repair));
}

function sourceOf(block: readonly RawTag[], repair: (text: string) => string): Source {
  const source = new Map<Field, unknown[]>();
  // The title of a whole Matroska file is only a substitute for that of its track.
  const ordered = [...block.filter((tag) => tag.id !== 'segment:title'), ...block.filter((tag) => tag.id === 'segment:title')];
  for (const { format, id, value, latin1 } of ordered) {
    const field = fieldOf(format, id);
    const read = latin1 ? repaired(value, repair) : value;
    if (field === null || isNothing(read)) continue;
    if (field === 'mbRecording' && typeof read === 'object') {
      const { owner, bytes } = read as OwnedBytes;
      if (/musicbrainz/iu.test(owner)) push(source, field, String.fromCharCode(...bytes));
      continue;
    }
    push(source, field, field === 'rating' || field === 'playCount' ? { id, value: read } : read);
  }
  return source;
}

function push(source: Map<Field, unknown[]>, field: Field, value: unknown): void {
  const held = source.get(field);
  if (held) held.push(value);
  else source.set(field, [value]);
}

function repaired(value: unknown, repair: (text: string) => string): unknown {
  if (typeof value === 'string') return repair(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((each) => repaired(each, repair));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, repaired(each, repair)]));
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'string') return textOf(value.replaceAll('\0', '')) === null;
  return value === null || value === undefined || (typeof value === 'object' && 'text' in value && textOf((value as LanguageText).text) === null);
}

/** All values of a field in the first source that has any. */
export function valuesOf(sources: readonly Source[], ...fields: readonly Field[]): readonly unknown[] {
  for (const source of sources) {
    for (const field of fields) {
      const values = source.get(field);
      if (values) return values;
    }
  }
  return [];
}
