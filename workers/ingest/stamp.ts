// What a scan compares a folder by: the names, sizes and times of what lies beside its music, and the names of the music.
import { hashTexts } from '../../src/domain/library/hash128';

/** '' where nothing lies beside the music. A file that cannot be looked at counts by its name. */
export async function stampOf(companions: readonly FileSystemFileHandle[], music: readonly Pick<FileSystemFileHandle, 'name'>[]): Promise<string> {
  if (companions.length === 0) return '';
  const parts: string[] = music.map((file) => file.name);
  for (const companion of companions) {
    const file = await companion.getFile().catch(() => null);
    parts.push(`${companion.name}/${file?.size ?? ''}/${file?.lastModified ?? ''}`);
  }
  return hashTexts(parts.sort());
}
