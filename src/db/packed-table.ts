// A table of facts by contentKey. What a person's other devices tell comes by the ten thousand, and a row of its own for each
// costs the browser far more than the bytes in it (measured: 0.8 s of CPU per 10,000 rows, 0.05 s packed). So new rows lie
// many to a pack; a row that is written again leaves its pack and lies alone. A row is never in both places.
// Live queries lose sight of what is read behind a native `await`, so everything that they read is a chain of Dexie's promises.
import Dexie, { type PromiseExtended, type Table } from 'dexie';
import type { ContentKey } from '../domain/library/ids';

/** Reading one row reads its pack: of 16 sounds it is 20 KB. */
const ROWS_A_PACK = 16;
/** For rows of some 10 KB. */
export const FEW_A_PACK = 4;
/** Keys looked up at once; neighbours that lie in one pack are found by one of them. */
const PROBES = 64;
const ROWS_A_PAGE = 1_000;

interface About {
  readonly contentKey: ContentKey;
}

interface Pack<R> {
  readonly packId?: number;
  /** Of `rows`, in their order; indexed. */
  readonly contentKeys: readonly ContentKey[];
  readonly rows: readonly R[];
}

export class PackedTable<R extends About> {
  /** @param packsName a table `++packId, *contentKeys` */
  constructor(private readonly db: Dexie, private readonly name: string, private readonly packsName: string, private readonly rowsAPack = ROWS_A_PACK) {}

  /** What a transaction over this table has to name. */
  get names(): string[] {
    return [this.name, this.packsName];
  }

  get(contentKey: ContentKey): PromiseExtended<R | undefined> {
    return this.bulkGet([contentKey]).then(([row]) => row);
  }

  /** In the order asked for, undefined where there is none. */
  bulkGet(contentKeys: readonly ContentKey[]): PromiseExtended<(R | undefined)[]> {
    if (contentKeys.length === 0) return Dexie.Promise.resolve([]);
    return this.packed(contentKeys).then((found) => {
      const rest = contentKeys.filter((key) => !found.has(key));
      if (rest.length === 0) return contentKeys.map((key) => found.get(key));
      return this.alone.bulkGet(rest).then((rows) => {
        for (const row of rows) if (row) found.set(row.contentKey, row);
        return contentKeys.map((key) => found.get(key));
      });
    });
  }

  /** Writes rows of which those in `held` are here already and the others are new. Call inside the transaction that made sure of it. */
  async bulkMerge(rows: readonly R[], held: { has(contentKey: ContentKey): boolean }): Promise<void> {
    await this.packs.bulkAdd(packsOf(rows.filter((row) => !held.has(row.contentKey)), this.rowsAPack));
    await this.bulkPut(rows.filter((row) => held.has(row.contentKey)));
  }

  /** Writes rows in the place of those that are there, or as new ones. */
  put(row: R): Promise<void> {
    return this.bulkPut([row]);
  }

  bulkPut(rows: readonly R[]): Promise<void> {
    if (rows.length === 0) return Dexie.Promise.resolve();
    return this.db.transaction('rw', this.names, async () => {
      await this.unpack(rows.map((row) => row.contentKey));
      await this.alone.bulkPut([...rows]);
    });
  }

  bulkDelete(contentKeys: readonly ContentKey[]): Promise<void> {
    return this.db.transaction('rw', this.names, async () => {
      await this.unpack(contentKeys);
      await this.alone.bulkDelete([...contentKeys]);
    });
  }

  clear(): Promise<void> {
    return this.db.transaction('rw', this.names, async () => {
      await Promise.all([this.alone.clear(), this.packs.clear()]);
    });
  }

  count(): PromiseExtended<number> {
    return Dexie.Promise.all([this.alone.count(), this.packs.orderBy('contentKeys').count()]).then(([alone, packed]) => alone + packed);
  }

  isEmpty(): PromiseExtended<boolean> {
    return Dexie.Promise.all([this.alone.limit(1).count(), this.packs.limit(1).count()]).then(([alone, packs]) => alone + packs === 0);
  }

  async keys(): Promise<ContentKey[]> {
    const [alone, packed] = await Promise.all([this.alone.toCollection().primaryKeys(), this.packs.orderBy('contentKeys').keys()]);
    return [...alone, ...(packed as ContentKey[])];
  }

  /** Rows from all over the table: keys are hashes, so any range of them is fair; of packs, which hold neighbours, some here and there. */
  sample(limit: number): PromiseExtended<R[]> {
    return Dexie.Promise.all([this.alone.limit(limit).toArray(), this.packs.toCollection().primaryKeys()]).then(([rows, packIds]) => {
      const packs = Math.ceil(Math.max(limit / 2, limit - rows.length) / this.rowsAPack);
      const every = Math.max(1, Math.floor(packIds.length / packs));
      return this.packs.bulkGet(packIds.filter((_, i) => i % every === 0).slice(0, packs))
        .then((some) => [...some.flatMap((pack) => pack?.rows ?? []), ...rows].slice(0, limit));
    });
  }

  /** All rows, in no order that means anything. */
  async *pages(): AsyncGenerator<R[]> {
    for (let after: string = '', full = true; full;) {
      const rows = await this.alone.where(':id').above(after).limit(ROWS_A_PAGE).toArray();
      if (rows.length > 0) yield rows;
      after = rows.at(-1)?.contentKey ?? after;
      full = rows.length === ROWS_A_PAGE;
    }
    const packsAPage = Math.floor(ROWS_A_PAGE / this.rowsAPack);
    for (let after = 0, full = true; full;) {
      const packs = await this.packs.where(':id').above(after).limit(packsAPage).toArray();
      if (packs.length > 0) yield packs.flatMap((pack) => pack.rows);
      after = packs.at(-1)?.packId ?? after;
      full = packs.length === packsAPage;
    }
  }

  private get alone(): Table<R, ContentKey> {
    return this.db.table(this.name);
  }

  private get packs(): Table<Pack<R>, number> {
    return this.db.table(this.packsName);
  }

  private packed(contentKeys: readonly ContentKey[]): PromiseExtended<Map<ContentKey, R>> {
    const found = new Map<ContentKey, R>();
    return this.packs.limit(1).count().then((packs) => (packs === 0 ? found : this.find(contentKeys, new Set(contentKeys), found)));
  }

  private find(left: readonly ContentKey[], wanted: ReadonlySet<ContentKey>, found: Map<ContentKey, R>): PromiseExtended<Map<ContentKey, R>> | Map<ContentKey, R> {
    if (left.length === 0) return found;
    const every = Math.ceil(left.length / PROBES);
    const probes = left.filter((_, i) => i % every === 0);
    return this.packsWith(probes).then((packs) => {
      for (const { rows } of packs) for (const row of rows) if (wanted.has(row.contentKey)) found.set(row.contentKey, row);
      return this.find(left.filter((key, i) => i % every !== 0 && !found.has(key)), wanted, found);
    });
  }

  private packsWith(contentKeys: readonly ContentKey[]): PromiseExtended<Pack<R>[]> {
    return Dexie.Promise.all(contentKeys.map((key) => this.packs.where('contentKeys').equals(key).primaryKeys()))
      .then((ids) => this.packs.bulkGet([...new Set(ids.flat())]))
      .then((packs) => packs.filter((pack) => pack !== undefined));
  }

  private async unpack(contentKeys: readonly ContentKey[]): Promise<void> {
    if (await this.packs.limit(1).count() === 0) return;
    const leaving = new Set(contentKeys);
    const packs = await this.packsWith([...leaving]);
    const rest = packs.map((pack) => ({ ...pack, ...packOf(pack.rows.filter((row) => !leaving.has(row.contentKey))) }));
    await this.packs.bulkPut(rest.filter((pack) => pack.rows.length > 0));
    await this.packs.bulkDelete(rest.flatMap((pack) => (pack.rows.length === 0 && pack.packId !== undefined ? [pack.packId] : [])));
  }
}

function packsOf<R extends About>(rows: readonly R[], size: number): Pack<R>[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => packOf(rows.slice(i * size, (i + 1) * size)));
}

function packOf<R extends About>(rows: readonly R[]): Pack<R> {
  return { contentKeys: rows.map((row) => row.contentKey), rows };
}
