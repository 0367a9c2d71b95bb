// Keeps the index in step with the database: a snapshot first, then every change past its cursor, then live.
import { activeRootNames, allFacts, changesAfter, joinedTracks, vectorPages, vectorsOf, type Changes, type Facts } from '../../src/db/changes';
import { artistPictures } from '../../src/db/artist-pictures';
import { artistAliases } from '../../src/db/artists';
import { whichWins } from '../../src/db/choices';
import type { Database } from '../../src/db/database';
import { loadSnapshot, saveSnapshot } from '../../src/db/snapshots';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { MEASURED_WINS, sameWinners } from '../../src/domain/sound/which-wins';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import { TrackColumns } from './columns';
import { LibraryIndex } from './library-index';
import { decodeColumns, encodeColumns, SNAPSHOT_NAME, SNAPSHOT_VERSION } from './snapshot';
import { VectorIndex } from '../../src/domain/sound/vector-index';

/** Rows read and joined at once: some megabytes, a fifth of a second. */
const BATCH = 2000;
/** From here on, reading the facts of all recordings beats looking up each. */
const MANY = 20_000;

export interface FollowerDeps {
  readonly db: Database;
  readonly collator: Intl.Collator;
  /** Told after every batch. */
  readonly onApplied: () => void;
}

export class Follower {
  index: LibraryIndex;
  vectors = new VectorIndex();
  /** The change sequence that the index stands for. */
  private cursor = 0;
  private savedCursor = -1;
  private followsVectors = false;
  /** What the index shows where tags say something else than was measured. */
  private wins = MEASURED_WINS;

  constructor(private readonly deps: FollowerDeps) {
    this.index = new LibraryIndex(new TrackColumns(deps.collator));
  }

  /** Takes the snapshot in, if it is whole. */
  async restore(): Promise<void> {
    this.wins = await whichWins(this.deps.db);
    const snapshot = await loadSnapshot(this.deps.db, SNAPSHOT_NAME, SNAPSHOT_VERSION);
    const columns = snapshot && decodeColumns(snapshot.data, this.deps.collator, this.wins);
    if (!snapshot || !columns) return;
    this.index = new LibraryIndex(columns);
    this.cursor = this.savedCursor = snapshot.seq;
    this.index.apply({ roots: await activeRootNames(this.deps.db), aliases: await artistAliases(this.deps.db), pictures: await artistPictures(this.deps.db) });
    this.deps.onApplied();
  }

  /** Reads all that changed. A library that was wiped or replaced is read anew. */
  async catchUp(): Promise<void> {
    const { db, onApplied } = this.deps;
    let changes = await changesAfter(db, this.cursor);
    if (!this.follows(changes)) {
      this.forget();
      changes = await changesAfter(db, this.cursor);
    }
    this.index.apply({ roots: await activeRootNames(db), aliases: await artistAliases(db), pictures: await artistPictures(db), gone: changes.deleted });
    const wins = await whichWins(db);
    const again = !sameWinners(wins, this.wins);
    this.wins = wins;
    await this.read(again ? (await changesAfter(db, 0)).changed : changes.changed);
    this.index.settle();
    this.cursor = changes.seq;
    onApplied();
  }

  /** Takes rows in, in place of what is known of them. */
  private async read(changed: readonly TrackId[]): Promise<void> {
    const facts = changed.length > MANY ? await allFacts(this.deps.db) : null;
    const trackIds = changed.toSorted((a, b) => a - b);
    for (let start = 0; start < trackIds.length; start += BATCH) await this.readBatch(trackIds.slice(start, start + BATCH), facts);
  }

  /** Reads the vectors of all recordings, a page at a time; from then on they are followed too. */
  async loadVectors(): Promise<void> {
    this.followsVectors = true;
    for await (const page of vectorPages(this.deps.db)) {
      for (const row of page) if (row.embedVersion === STAGE_VERSIONS.embed) this.vectors.put(row.contentKey, row.vector);
    }
    this.deps.onApplied();
  }

  /** Writes the snapshot, unless the last one still holds. */
  async save(): Promise<void> {
    if (this.savedCursor === this.cursor) return;
    const seq = this.cursor;
    await saveSnapshot(this.deps.db, SNAPSHOT_NAME, SNAPSHOT_VERSION, { seq, data: encodeColumns(this.index.columns, this.wins) });
    this.savedCursor = seq;
  }

  /** Whether the index, with these changes, has as many tracks as the database. */
  private follows({ seq, changed, deleted, total }: Changes): boolean {
    const { columns } = this.index;
    const added = changed.filter((trackId) => columns.slotOf(trackId) === undefined).length;
    const removed = new Set(deleted.filter((trackId) => columns.slotOf(trackId) !== undefined)).size;
    return seq >= this.cursor && columns.count + added - removed === total;
  }

  private async readBatch(trackIds: readonly TrackId[], facts: Facts | null): Promise<void> {
    const { views, gone } = await joinedTracks(this.deps.db, trackIds, this.wins, facts);
    this.index.apply({ views, gone });
    if (this.followsVectors) await this.readVectors(views);
    this.deps.onApplied();
  }

  private async readVectors(views: readonly TrackView[]): Promise<void> {
    const lacking = views.filter((view) => view.stage === 'embedded' && view.contentKey !== null && this.vectors.find(view.contentKey) === undefined);
    const keys = [...new Set(lacking.map((view) => view.contentKey as ContentKey))];
    for (const row of await vectorsOf(this.deps.db, keys)) {
      if (row.embedVersion === STAGE_VERSIONS.embed) this.vectors.put(row.contentKey, row.vector);
    }
  }

  private forget(): void {
    this.index = new LibraryIndex(new TrackColumns(this.deps.collator));
    this.vectors = new VectorIndex();
    this.cursor = 0;
  }
}
