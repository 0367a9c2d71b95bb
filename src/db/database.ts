// The database and its schema versions. Released versions are never edited: a change is a new version below the last.
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ChosenPicture, CoverRow } from '../domain/library/cover';
import type { CueSheetRow } from '../domain/library/cue-sheet';
import type { FolderRow } from '../domain/library/folder-row';
import type { AlbumKey, ContentKey, DeviceId, RootId, TrackId } from '../domain/library/ids';
import type { LyricsFileRow } from '../domain/library/lyrics-file';
import type { PlaylistFileRow } from '../domain/library/playlist-file';
import type { RootRow } from '../domain/library/root';
import type { TagDetailsRow } from '../domain/library/tag-details';
import type { TrackRow } from '../domain/library/track';
import type { CurvesRow, SoundRow, VectorRow } from '../domain/sound/sound';
import type { ChoiceKind, ChoiceRow, Op, PlayEvent } from '../domain/sync/choice';
import type { TagAlias } from '../domain/sync/tag-aliases';
import type { Tagged } from '../domain/sync/tagged';
import type { NotedError } from '../domain/work/noted-error';
import type { RunRow } from '../domain/work/run';
import { FEW_A_PACK, PackedTable } from './packed-table';

export const DATABASE_NAME = 'soniquebay';

/** Small values of this device: the change sequence, the clock, the device id. */
export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

/** What a change leaves for followers of the change sequence where no row tells them. */
export interface DeletionRow {
  readonly seq: number;
  /** Tracks that are gone. */
  readonly trackIds: readonly TrackId[];
  /** Recordings whose choices or plays changed: writing 1,000 rows anew took half a second, and sent all their facts again. */
  readonly touched?: readonly ContentKey[];
}

/** A derived state kept for a warm start; thrown away at will. */
export interface SnapshotRow {
  readonly name: string;
  readonly version: number;
  readonly seq: number;
  readonly data: unknown;
}

/** What the server does not have yet, or is not known to have. Absent where it has. */
export interface Unsent {
  readonly pending?: 1;
}

/** Which other devices hold a recording; empty where each that did has said that it no longer does. */
export interface HoldingRow {
  readonly contentKey: ContentKey;
  readonly deviceIds: readonly DeviceId[];
  /** What each says of the albums of its files, those that hold it no longer too. */
  readonly tagged?: Readonly<Record<DeviceId, Pick<Tagged, 'albums' | 'withdrawn'>>>;
}

/** What this device has told the server of its holding a recording, written before it is told. */
export interface AnnouncedRow {
  readonly contentKey: ContentKey;
  readonly held: boolean;
  /** Of its files when it was last told that they are here. */
  readonly albums?: readonly string[];
  readonly withdrawn?: readonly string[];
  /** Change sequence at which this was told. */
  readonly revision?: number;
  /** Set where a file of it went away since. */
  readonly stale?: 1;
  /** Rows as they were when their files left the library: their tags, for when another device turns out to hold the recording. */
  readonly left?: readonly TrackRow[];
}

/** Where the tags of a recording went, by `aliasSubject`. */
export interface AliasRow extends TagAlias, Unsent {
  readonly subject: string;
}

/** The albums of an album folder, by the keys that its own tracks give, before folders are compared. */
export interface AlbumFolderRow {
  readonly rootId: RootId;
  readonly folder: string;
  readonly keys: readonly AlbumKey[];
}

export class Database extends Dexie {
  declare roots: EntityTable<RootRow, 'rootId'>;
  declare tracks: EntityTable<TrackRow, 'trackId'>;
  declare tagDetails: Table<TagDetailsRow, TrackId>;
  readonly sounds: PackedTable<SoundRow> = new PackedTable(this, 'sounds', 'soundPacks');
  /** Written with `sounds`, read only where a recording is drawn or sent. */
  readonly curves: PackedTable<CurvesRow> = new PackedTable(this, 'curves', 'curvePacks', FEW_A_PACK);
  readonly vectors: PackedTable<VectorRow> = new PackedTable(this, 'vectors', 'vectorPacks');
  declare folders: Table<FolderRow, [RootId, string]>;
  declare albumFolders: Table<AlbumFolderRow, [RootId, string]>;
  declare playlistFiles: Table<PlaylistFileRow, [RootId, string]>;
  declare lyricsFiles: Table<LyricsFileRow, [RootId, string]>;
  declare cueSheets: Table<CueSheetRow, [RootId, string]>;
  declare covers: Table<CoverRow, string>;
  declare chosenPictures: Table<ChosenPicture, string>;
  declare choices: Table<ChoiceRow, [ChoiceKind, string]>;
  declare ops: Table<Op & Unsent, string>;
  declare plays: Table<PlayEvent & Unsent, string>;
  readonly holdings: PackedTable<HoldingRow> = new PackedTable(this, 'holdings', 'holdingPacks');
  declare announced: Table<AnnouncedRow, ContentKey>;
  declare aliases: Table<AliasRow, string>;
  declare meta: Table<MetaRow, string>;
  declare deletions: Table<DeletionRow, number>;
  declare snapshots: Table<SnapshotRow, string>;
  declare runs: EntityTable<RunRow, 'runId'>;
  declare errors: EntityTable<NotedError, 'errorId'>;

  constructor(name: string = DATABASE_NAME) {
    super(name, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      roots: '++rootId',
      tracks: '++trackId, &[rootId+path], [rootId+folder], contentKey, albumKey, [missing+stage], [queue+trackId], seq',
      sounds: 'contentKey',
      vectors: 'contentKey',
      covers: 'coverHash',
      choices: '[kind+id], [kind+parent]',
      ops: 'hlc',
      plays: 'playId, contentKey, atMs',
      meta: 'key',
      deletions: 'seq',
      snapshots: 'name',
    });
    // Sync: what waits to be sent, and what other devices hold. Tags: what only the page of a track shows, apart from the rows that lists read. Credits: names that are artists of their own, and credits that such names decide. Curves: what is drawn of a sound, apart from what lists read. Files beside the music: playlists, lyrics, cue sheets, and the tracks that those make of one file. Covers: large ones that wait to be drawn, pictures that a person chose, and those of artists.
    this.version(2).stores({
      // A row that is elsewhere has no root and no queue, and so stands in two of these alone: each index costs as much as a row.
      tracks: '++trackId, &[rootId+path], [rootId+folder], contentKey, [missing+seq+trackId], [queue+stage], [queue+trackId], *credits.own, *credits.cuts, segment.fileId',
      tagDetails: 'trackId, hasCue',
      folders: '[rootId+path], artistKey',
      albumFolders: '[rootId+folder], *keys',
      covers: 'coverHash, waiting',
      chosenPictures: 'coverHash, seq',
      playlistFiles: '[rootId+path], [rootId+folder]',
      lyricsFiles: '[rootId+path], [rootId+folder], [rootId+stem]',
      cueSheets: '[rootId+path], [rootId+folder]',
      ops: 'hlc, [kind+id], pending',
      plays: 'playId, contentKey, atMs, pending',
      holdings: 'contentKey',
      curves: 'contentKey',
      soundPacks: '++packId, *contentKeys',
      curvePacks: '++packId, *contentKeys',
      vectorPacks: '++packId, *contentKeys',
      holdingPacks: '++packId, *contentKeys',
      announced: 'contentKey, stale',
      aliases: 'subject, contentKey, pending',
      runs: '++runId',
      errors: '++errorId',
    }).upgrade(async (transaction) => {
      await transaction.table('ops').toCollection().modify({ pending: 1 });
      await transaction.table('plays').toCollection().modify({ pending: 1 });
    });
  }
}
