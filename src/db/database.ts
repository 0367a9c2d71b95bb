// The database and its schema versions. Released versions are never edited: a change is a new version below the last.
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { CoverRow } from '../domain/library/cover';
import type { ContentKey, DeviceId, TrackId } from '../domain/library/ids';
import type { RootRow } from '../domain/library/root';
import type { TagDetailsRow } from '../domain/library/tag-details';
import type { TrackRow } from '../domain/library/track';
import type { SoundRow, VectorRow } from '../domain/sound/sound';
import type { ChoiceKind, ChoiceRow, Op, PlayEvent } from '../domain/sync/choice';

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
}

/** What this device has told the server of its holding a recording, written before it is told. */
export interface AnnouncedRow {
  readonly contentKey: ContentKey;
  readonly held: boolean;
  /** Set where a file of it went away since. */
  readonly stale?: 1;
  /** Rows as they were when their files left the library: their tags, for when another device turns out to hold the recording. */
  readonly left?: readonly TrackRow[];
}

export class Database extends Dexie {
  declare roots: EntityTable<RootRow, 'rootId'>;
  declare tracks: EntityTable<TrackRow, 'trackId'>;
  declare tagDetails: Table<TagDetailsRow, TrackId>;
  declare sounds: Table<SoundRow, ContentKey>;
  declare vectors: Table<VectorRow, ContentKey>;
  declare covers: Table<CoverRow, string>;
  declare choices: Table<ChoiceRow, [ChoiceKind, string]>;
  declare ops: Table<Op & Unsent, string>;
  declare plays: Table<PlayEvent & Unsent, string>;
  declare holdings: Table<HoldingRow, ContentKey>;
  declare announced: Table<AnnouncedRow, ContentKey>;
  declare meta: Table<MetaRow, string>;
  declare deletions: Table<DeletionRow, number>;
  declare snapshots: Table<SnapshotRow, string>;

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
    // Sync: what waits to be sent, and what other devices hold. Tags: what only the page of a track shows, apart from the rows that lists read. Credits: names that are artists of their own, and credits that such names decide.
    this.version(2).stores({
      tracks: '++trackId, &[rootId+path], [rootId+folder], contentKey, albumKey, [missing+stage], [missing+seq+trackId], [queue+trackId], seq, *credits.own, *credits.cuts',
      tagDetails: 'trackId',
      ops: 'hlc, [kind+id], pending',
      plays: 'playId, contentKey, atMs, pending',
      holdings: 'contentKey',
      announced: 'contentKey, stale',
    }).upgrade(async (transaction) => {
      await transaction.table('ops').toCollection().modify({ pending: 1 });
      await transaction.table('plays').toCollection().modify({ pending: 1 });
    });
  }
}
