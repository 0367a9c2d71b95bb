// Covers to and from what travels, by sync and in backups.
import type { CoverRow } from '../library/cover';
import type { CoverHash } from '../library/ids';
import type { CoverBody } from './protocol';

const WEBP = 'image/webp';

export async function coverBody({ small, medium, large, accent, palette }: CoverRow): Promise<CoverBody> {
  const bytes = async (blob: Blob | undefined) => blob && new Uint8Array(await blob.arrayBuffer());
  const [smallBytes, mediumBytes, largeBytes] = await Promise.all([bytes(small), bytes(medium), bytes(large)]);
  return { small: smallBytes ?? new Uint8Array(), medium: mediumBytes ?? null, large: largeBytes ?? null, accent, palette: palette ?? [] };
}

export function coverOf(coverHash: CoverHash, { small, medium, large, accent, palette }: CoverBody): CoverRow {
  // Copied by the blob: a view would keep the whole answer.
  const blob = (bytes: Uint8Array) => new Blob([bytes.slice()], { type: WEBP });
  return { coverHash, small: blob(small), ...(medium && { medium: blob(medium) }), ...(large && { large: blob(large) }), accent, palette };
}
