// One set of loaders a request: whatever many fields ask for at once becomes one statement.
import DataLoader from 'dataloader';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import type { Playlist, PlaylistEntry } from '../../src/domain/sync/choice';
import type { DeviceId } from '../../src/domain/library/ids';
import { contentKeyOf } from '../../src/domain/sync/facts';
import { readDeviceInfos } from '../events/device-info';
import { inList } from '../store/in-list';
import { freshenGroups } from '../store/groups';
import type { GroupKind, Store } from '../store/schema';
import type { FactRecord } from './facts';
import { grouped } from '../../src/domain/grouped';
import type { Page } from './lists/page';
import { readAlbumKeysOfArtists, readGroupsByKey, type GroupRecord } from './groups/group-pages';
import { readEntries, readPlaylists } from './playlists/playlist-pages';
import type { PlayRecord } from './plays';
import { readTracksOf, type TrackParent, type TrackQuestion } from './tracks/track-pages';
import type { TrackRecord } from './tracks/track-order';

export interface TracksOfKey {
  readonly parent: TrackParent;
  readonly key: string;
  readonly question: TrackQuestion;
}

export interface Loaders {
  /** By `contentKey/taggedAlbumKey`. */
  readonly track: DataLoader<string, TrackRecord | null>;
  /** All tracks of a recording, by contentKey. */
  readonly recording: DataLoader<string, readonly TrackRecord[]>;
  readonly group: Readonly<Record<GroupKind, DataLoader<string, GroupRecord | null>>>;
  readonly tracksOf: DataLoader<TracksOfKey, Page<TrackRecord>, string>;
  readonly albumsOfArtist: DataLoader<string, readonly GroupRecord[]>;
  readonly playlist: DataLoader<string, Playlist | null>;
  readonly entries: DataLoader<string, readonly PlaylistEntry[]>;
  readonly device: DataLoader<string, DeviceInfo | null>;
  /** Ids of the devices that hold a recording, by contentKey. */
  readonly holders: DataLoader<string, readonly string[]>;
  /** By contentKey; all kinds. */
  readonly facts: DataLoader<string, readonly FactRecord[]>;
  /** By `kind subject`. */
  readonly fact: DataLoader<string, FactRecord | null>;
  readonly play: DataLoader<string, PlayRecord | null>;
}

export interface LoaderDeps {
  readonly store: Store;
  readonly libraryId: string;
  readonly isOnline: (libraryId: string, deviceId: DeviceId) => boolean;
}

export function createLoaders(deps: LoaderDeps): Loaders {
  const { store, libraryId } = deps;
  const { db } = store;
  const groups = (kind: GroupKind) => byKey(async (keys) => {
    await freshenGroups(store, libraryId);
    return readGroupsByKey(db, libraryId, kind, keys);
  }, (group) => group.group_key);
  const group = { album: groups('album'), artist: groups('artist'), genre: groups('genre') };
  return {
    ...factLoaders(deps),
    track: byKey((ids) => tracksById(deps, ids), (track) => `${track.content_key}/${track.tagged_album_key}`),
    recording: listsByKey(async (keys) => {
      const rows = await db.selectFrom('tracks').selectAll().where('library_id', '=', libraryId).where(inList(db, 'content_key', keys)).orderBy('tagged_album_key').execute();
      return grouped(rows, (row) => row.content_key);
    }),
    group,
    tracksOf: tracksOfLoader(deps),
    albumsOfArtist: new DataLoader((artists) => albumsOf(deps, group.album, artists)),
    playlist: byKey(() => readPlaylists(db, libraryId), ({ playlistId }) => playlistId),
    entries: listsByKey((ids) => readEntries(db, libraryId, ids)),
    device: byKey(() => readDeviceInfos(db, libraryId, (deviceId) => deps.isOnline(libraryId, deviceId)), ({ deviceId }) => deviceId),
    play: byKey((ids) => db.selectFrom('plays').selectAll().where('library_id', '=', libraryId).where(inList(db, 'play_id', ids)).execute(), (play) => play.play_id),
  };
}

function factLoaders({ store: { db }, libraryId }: LoaderDeps): Pick<Loaders, 'holders' | 'facts' | 'fact'> {
  return {
    holders: listsByKey(async (keys) => {
      const rows = await db.selectFrom('facts').select(['content_key', 'device_id']).where('library_id', '=', libraryId).where('held', '=', 1)
        .where(inList(db, 'content_key', keys)).orderBy('device_id').execute();
      return new Map([...grouped(rows, (row) => row.content_key)].map(([key, theirs]) => [key, theirs.map((row) => row.device_id)]));
    }),
    facts: listsByKey(async (keys) => {
      const rows = await db.selectFrom('facts').selectAll().where('library_id', '=', libraryId).where(inList(db, 'content_key', keys)).orderBy('kind').orderBy('subject').execute();
      return grouped(rows, (row) => row.content_key);
    }),
    fact: byKey(async (names) => {
      const subjects = names.map((name) => name.slice(name.indexOf(' ') + 1));
      const contentKeys = subjects.map((subject) => contentKeyOf({ subject }));
      return db.selectFrom('facts').selectAll().where('library_id', '=', libraryId).where(inList(db, 'content_key', contentKeys)).where(inList(db, 'subject', subjects)).execute();
    }, (row) => `${row.kind} ${row.subject}`),
  };
}

async function tracksById({ store: { db }, libraryId }: LoaderDeps, ids: readonly string[]): Promise<TrackRecord[]> {
  const keys = ids.map((id) => id.split('/', 1)[0] ?? '');
  return db.selectFrom('tracks').selectAll().where('library_id', '=', libraryId).where(inList(db, 'content_key', keys)).execute();
}

/** Pages of different parents that are asked for alike are read together. */
function tracksOfLoader({ store: { db }, libraryId }: LoaderDeps): Loaders['tracksOf'] {
  return new DataLoader(async (wanted) => {
    const pages = new Map<string, Page<TrackRecord>>();
    for (const alike of grouped(wanted, ({ parent, question }) => `${parent} ${questionKey(question)}`).values()) {
      const [{ parent, question }] = alike as [TracksOfKey, ...TracksOfKey[]];
      const read = await readTracksOf(db, libraryId, parent, alike.map(({ key }) => key), question);
      alike.forEach((one, i) => pages.set(tracksOfKey(one), read[i] as Page<TrackRecord>));
    }
    return wanted.map((one) => pages.get(tracksOfKey(one)) as Page<TrackRecord>);
  }, { cacheKeyFn: tracksOfKey });
}

function tracksOfKey({ parent, key, question }: TracksOfKey): string {
  return `${parent} ${key} ${questionKey(question)}`;
}

function questionKey({ filter, order, page }: TrackQuestion): string {
  return JSON.stringify([filter, order.name, page]);
}

async function albumsOf({ store: { db }, libraryId }: LoaderDeps, albums: DataLoader<string, GroupRecord | null>, artists: readonly string[]): Promise<GroupRecord[][]> {
  const pairs = await readAlbumKeysOfArtists(db, libraryId, artists);
  const found = await albums.loadMany([...new Set(pairs.map(({ album }) => album))]);
  const byAlbum = new Map(found.flatMap((album) => (album && !(album instanceof Error) ? [[album.group_key, album] as const] : [])));
  const byArtist = grouped(pairs, ({ artist }) => artist);
  return artists.map((artist) => (byArtist.get(artist) ?? []).flatMap(({ album }) => byAlbum.get(album) ?? []));
}

function byKey<T>(read: (keys: readonly string[]) => Promise<readonly T[]>, keyOf: (value: T) => string): DataLoader<string, T | null> {
  return new DataLoader(async (keys) => {
    const found = new Map((await read(keys)).map((value) => [keyOf(value), value]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

function listsByKey<T>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>): DataLoader<string, readonly T[]> {
  return new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? []);
  });
}
