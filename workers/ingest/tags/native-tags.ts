// Every tag of a file as text, for "All tags". Limited in number and size: a hostile file must not fill the database.
import type { NativeTag } from '../../../src/domain/library/tag-details';
import type { RawTag } from './raw-tag';

const MOST_TAGS = 400;
const MOST_LETTERS = 4_000;
const MOST_LETTERS_IN_ALL = 100_000;
const MOST_ID_LETTERS = 200;

export function nativeTags(blocks: readonly (readonly RawTag[])[], repair: (text: string) => string): { native: NativeTag[]; nativeLeftOut?: number } {
  const native: NativeTag[] = [];
  const all = blocks.flat();
  let letters = 0;
  for (const tag of all) {
    if (native.length >= MOST_TAGS || letters >= MOST_LETTERS_IN_ALL) break;
    const text = shown(tag.value);
    const value = cut(tag.latin1 ? repair(text) : text, Math.min(MOST_LETTERS, MOST_LETTERS_IN_ALL - letters));
    native.push({ format: tag.format, id: cut(tag.id, MOST_ID_LETTERS), value });
    letters += value.length + tag.id.length;
  }
  const leftOut = all.length - native.length;
  return leftOut > 0 ? { native, nativeLeftOut: leftOut } : { native };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Bytes by their size, pictures by their type too, lists and records by their parts. */
function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== 'object' || value === null) return String(value ?? '').replaceAll('\0', ' ').trim();
  if (Array.isArray(value)) return value.slice(0, MOST_TAGS).map(shown).join(', ');
  if ('data' in value && value.data instanceof Uint8Array) {
    const { format, type, description } = value as { format?: string; type?: string; description?: string };
    return [type, format, description, `${value.data.length} bytes`].filter(Boolean).join(' · ');
  }
  if ('role' in value && 'name' in value) return `${shown(value.role)}: ${shown(value.name)}`;
  if ('timestamp' in value && 'text' in value) return shown(value.text);
  const parts = Object.entries(value).flatMap(([key, part]) => {
    const text = shown(part);
    return text === '' ? [] : [key === 'text' || key === 'people' || key === 'syncText' ? text : `${key}: ${text}`];
  });
  return parts.join(' · ');
}
