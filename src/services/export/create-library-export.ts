// Exports the library batch by batch: each becomes a part of the Blob at once, so that the text never stands in memory twice.
import { playlistEntries, playlists } from '../../db/choices';
import type { Database } from '../../db/database';
import { playBatches, recordingChoices, trackBatches } from '../../db/export';
import { activeRoots } from '../../db/roots';
import { err, messageOf, ok, type Result } from '../../domain/result';
import { lovedOf, ratingOf } from '../../domain/sync/choice';
import { STAGE_VERSIONS } from '../../domain/versions';
import { BYTE_ORDER_MARK, csvColumns, csvHeader, csvRecord } from './csv';
import type { ExportOptions, LibraryExport } from './export';
import { trackRecord, type TrackRecord } from './track-record';

/** Raised when a reader of an older export would misunderstand a newer one. */
const FORMAT_VERSION = 1;

export interface LibraryExportDeps {
  readonly db: Database;
  readonly now: () => number;
  /** In the order of `SoundRow.soundTags`. */
  readonly soundTagNames: readonly string[];
}

type Parts = AsyncGenerator<string>;
type Records = AsyncGenerator<readonly TrackRecord[]>;

export function createLibraryExport({ db, now, soundTagNames }: LibraryExportDeps): LibraryExport {
  return {
    async build(options, onProgress, signal) {
      const records = trackRecords(db, soundTagNames, options, onProgress);
      const isJson = options.format === 'json';
      const parts = isJson ? jsonParts(db, now(), records) : csvParts(records, soundTagNames, options.embeddings);
      try {
        return await collect(parts, isJson ? 'application/json' : 'text/csv;charset=utf-8', signal);
      } catch (thrown) {
        return err('database-failed', messageOf(thrown));
      }
    },
  };
}

async function collect(parts: Parts, type: string, signal: AbortSignal): Promise<Result<Blob>> {
  const blobs: Blob[] = [];
  for await (const part of parts) {
    if (signal.aborted) return err('cancelled');
    blobs.push(new Blob([part]));
  }
  return ok(new Blob(blobs, { type }));
}

async function* trackRecords(db: Database, names: readonly string[], { embeddings }: ExportOptions, onProgress: (done: number, total: number) => void): Records {
  const total = await db.tracks.count();
  let done = 0;
  for await (const batch of trackBatches(db, embeddings)) {
    yield batch.map((track) => trackRecord(track, names));
    done += batch.length;
    onProgress(done, Math.max(done, total));
  }
}

async function* csvParts(records: Records, names: readonly string[], embeddings: boolean): Parts {
  const columns = csvColumns(names, embeddings);
  yield BYTE_ORDER_MARK + csvHeader(columns);
  for await (const batch of records) yield batch.map((track) => csvRecord(columns, track)).join('');
}

async function* jsonParts(db: Database, nowMs: number, records: Records): Parts {
  const head = {
    format: 'soniquebay-library',
    formatVersion: FORMAT_VERSION,
    exportedAt: new Date(nowMs).toISOString(),
    stageVersions: STAGE_VERSIONS,
    roots: (await activeRoots(db)).map(({ name, kind, addedAtMs }) => ({ name, kind, addedAt: new Date(addedAtMs).toISOString() })),
    playlists: await playlistRecords(db),
    recordings: await recordingRecords(db),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"tracks":[`;
  yield* listItems(records);
  yield '\n],"plays":[';
  yield* listItems(playRecords(db));
  yield '\n]}\n';
}

/** The items of a JSON array, one a line. */
async function* listItems(items: AsyncGenerator<readonly unknown[]>): Parts {
  let separator = '\n';
  for await (const batch of items) {
    if (batch.length === 0) continue;
    yield separator + batch.map((item) => JSON.stringify(item)).join(',\n');
    separator = ',\n';
  }
}

async function* playRecords(db: Database): AsyncGenerator<readonly unknown[]> {
  for await (const batch of playBatches(db)) {
    yield batch.map(({ playId, contentKey, atMs, deviceId }) => ({ playId, contentKey, at: new Date(atMs).toISOString(), deviceId }));
  }
}

async function playlistRecords(db: Database) {
  const records = [];
  for (const { playlistId, name, createdAtMs } of await playlists(db)) {
    const contentKeys = (await playlistEntries(db, playlistId)).map((entry) => entry.contentKey);
    records.push({ playlistId, name, createdAt: new Date(createdAtMs).toISOString(), contentKeys });
  }
  return records;
}

async function recordingRecords(db: Database) {
  return (await recordingChoices(db)).map((row) => ({ contentKey: row.id, ratingHalfStars: ratingOf(row), loved: lovedOf(row) }));
}
