// Where the entries of a playlist file lie among the files of the library. Playlists are written on other machines, by programs with other ideas of paths.
import type { RootId, TrackId } from './ids';
import { normalName } from './file-names';

/** One file of the library, with the tracks that lists show for it: itself, or its segments in order. */
export interface KnownPlace {
  readonly rootId: RootId;
  readonly path: string;
  readonly trackIds: readonly TrackId[];
}

export interface PlaylistRoot {
  readonly rootId: RootId;
  readonly name: string;
}

/** An address that is nobody's file here: never fetched. */
export function isRemote(location: string): boolean {
  const scheme = /^([a-z][\w+.-]+):\/\//iu.exec(location)?.[1]?.toLowerCase();
  return scheme !== undefined && scheme !== 'file' && !SHARES.has(scheme);
}

/** Addresses of network disks: their ends are paths of files that may be here. */
const SHARES = new Set(['smb', 'nfs', 'afp']);

interface Written {
  /** Names from the top or from the list's own folder; with `..` where written. */
  readonly names: readonly string[];
  readonly absolute: boolean;
}

/** The ways in which a place may be meant, the likeliest first. */
function readings(location: string): Written[] {
  const url = /^(?:file|smb|nfs|afp):/iu.test(location);
  const bare = url ? location.replace(/^[a-z]+:(?:\/\/(?:localhost(?=\/))?)?/iu, '').replace(/^\/+(?=[a-z]:)/iu, '') : location;
  const decoded = percentDecoded(bare);
  const texts = url ? [decoded ?? bare] : decoded === null || decoded === bare ? [bare] : [bare, decoded];
  return texts.flatMap((text) => (text.includes('\\') ? [text.replaceAll('\\', '/'), text] : [text])).map((text) => written(text, url));
}

function written(text: string, url: boolean): Written {
  const drive = /^[a-z]:(?=\/)/iu.test(text);
  const names = (drive ? text.slice(2) : text).split('/').filter((name) => name !== '' && name !== '.');
  return { names, absolute: url || drive || text.startsWith('/') };
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** @returns names from the root's top; null where `..` leads above it */
function joined(folder: string, names: readonly string[]): string[] | null {
  const path = folder === '' ? [] : folder.split('/');
  for (const name of names) {
    if (name !== '..') path.push(name);
    else if (path.pop() === undefined) return null;
  }
  return path;
}

export class PlaylistPlaces {
  readonly #exact = new Map<string, KnownPlace>();
  readonly #normal = new Map<string, KnownPlace>();
  /** Null where several files differ in case alone. */
  readonly #anyCase = new Map<string, KnownPlace | null>();

  constructor(private readonly roots: readonly PlaylistRoot[], places: Iterable<KnownPlace>) {
    for (const place of places) {
      this.#exact.set(key(place.rootId, place.path), place);
      const normal = key(place.rootId, place.path.normalize('NFC'));
      this.#normal.set(normal, this.#normal.get(normal) ?? place);
      const folded = key(place.rootId, normalName(place.path));
      this.#anyCase.set(folded, this.#anyCase.has(folded) ? null : place);
    }
  }

  /**
   * The file that an entry means; null where none is sure. A relative place is looked for from the list's folder; an absolute
   * one, and a relative one that leads nowhere, by the longest end of it that is the whole path of a file within its root.
   */
  find(location: string, rootId: RootId, folder: string): KnownPlace | null {
    if (isRemote(location)) return null;
    const meant = readings(location);
    const ways = meant.flatMap((way) => [...(way.absolute ? [] : this.#beside(way, rootId, folder)), ...this.#tails(way, rootId)]);
    for (const look of [this.#exact, this.#normal]) {
      for (const { rootId: root, path } of ways) {
        const found = look.get(key(root, look === this.#exact ? path : path.normalize('NFC')));
        if (found) return found;
      }
    }
    for (const { rootId: root, path } of ways) {
      const found = this.#anyCase.get(key(root, normalName(path)));
      if (found) return found;
    }
    return null;
  }

  #beside({ names }: Written, rootId: RootId, folder: string): { rootId: RootId; path: string }[] {
    const path = joined(folder, names);
    return path === null ? [] : [{ rootId, path: path.join('/') }];
  }

  /** Longest first. A name alone is no sign of a file, unless the folder before it is the root itself. */
  #tails({ names }: Written, own: RootId): { rootId: RootId; path: string }[] {
    const plain = joined('', names.filter((name, i) => name !== '..' || i > 0)) ?? names.filter((name) => name !== '..');
    const ordered = [...this.roots].sort((a, b) => Number(b.rootId === own) - Number(a.rootId === own));
    return plain.flatMap((_, at) => {
      const path = plain.slice(at).join('/');
      const before = plain[at - 1];
      const named = ordered.filter((root) => before !== undefined && normalName(root.name) === normalName(before));
      const others = plain.length - at > 1 ? ordered.filter((root) => !named.includes(root)) : [];
      return [...named, ...others].map(({ rootId }) => ({ rootId, path }));
    });
  }
}

function key(rootId: RootId, path: string): string {
  return `${rootId}/${path}`;
}
