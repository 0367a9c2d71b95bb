// Under which albums the files of a recording are tagged, device by device: what says whether tags that were told still hold.
// Each device speaks for its own files alone, so what the devices say never has to be weighed against each other.

/** What one device says of a recording. Albums as the subjects of `tags` name them. */
export interface Tagged {
  readonly held: boolean;
  /** Null where the device does not say: its files may be of any album. */
  readonly albums: readonly string[] | null;
  /** Told before, and left by all its files. */
  readonly withdrawn: readonly string[];
}

/**
 * Whether tags under this album hold no longer: a device that told them tagged its files anew, and no device has a file with
 * them. Tags of a file that merely went away hold on.
 */
export function isWithdrawn(album: string, devices: readonly Tagged[]): boolean {
  return devices.some((device) => device.withdrawn.includes(album)) && !isClaimed(album, devices);
}

/** Whether a device has a file with tags under this album, or may have. */
export function isClaimed(album: string, devices: readonly Tagged[]): boolean {
  return devices.some(({ held, albums }) => held && (albums === null || albums.includes(album)));
}

export interface OwnFiles {
  /** Albums of the files that are here. */
  readonly here: readonly string[];
  /** Albums of files that are here or may come back. */
  readonly known: readonly string[];
}

/** What a device says of a recording whose files it has, after what it said before. */
export function taggedNow(before: Pick<Tagged, 'albums' | 'withdrawn'>, { here, known }: OwnFiles): Tagged {
  const told = [...(before.albums ?? []), ...before.withdrawn];
  return { held: true, albums: distinct(here), withdrawn: distinct(told.filter((album) => !known.includes(album))) };
}

/** In one order, so that the same is the same bytes. */
function distinct(albums: readonly string[]): string[] {
  return [...new Set(albums)].sort();
}
