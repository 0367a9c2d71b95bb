// Pictures among tags, whatever the format calls them.
import type { Picture, RawTag } from './raw-tag';

export function picturesOf(blocks: readonly (readonly RawTag[])[]): Picture[] {
  return blocks.flat().flatMap(({ id, value }) => (isPicture(value) ? [value] : fromVorbis(id, value)));
}

function isPicture(value: unknown): value is Picture {
  return typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array && 'format' in value && typeof value.format === 'string';
}

/** Before there were picture blocks, Ogg files had the picture alone in base 64. */
function fromVorbis(id: string, value: unknown): Picture[] {
  if (id.toUpperCase() !== 'COVERART' || typeof value !== 'string') return [];
  try {
    return [{ format: '', data: Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0)) }];
  } catch {
    return [];
  }
}
