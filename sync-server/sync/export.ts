// Everything of a library as lines of JSON, for scripts and safe keeping.
import { Readable } from 'node:stream';
import { decode } from '@msgpack/msgpack';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { PROTOCOL_VERSION } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import { jsonWithBase64 } from '../http/binary';
import { refuse } from '../http/errors';
import type { Store, Tables } from '../store/schema';
import { readChanges } from './changes';

const PAGE_ITEMS = 1_000;
const COVERS_A_PAGE = 50;

export interface ExportDeps {
  readonly store: Store;
  readonly now: () => number;
}

export async function exportRoutes(app: FastifyInstance, { store, now }: ExportDeps): Promise<void> {
  app.get('/api/export', {
    config: { access: 'reader' },
    schema: {
      tags: ['export'],
      summary: 'The whole library, a JSON object a line',
      description: 'First `{"type":"library"}`, then each change as `op`, `play` or `fact` in the order in which the server got them, then each `cover`. Bytes are base64.',
      produces: ['application/x-ndjson'],
    },
  }, async (request, reply) => {
    const { libraryId } = identityOf(request);
    const library = await store.db.selectFrom('libraries').select(['name', 'epoch', 'seq']).where('library_id', '=', libraryId).executeTakeFirst();
    if (!library) throw refuse('not-found');
    const first = { type: 'library', name: library.name, epoch: library.epoch, cursor: library.seq, protocol: PROTOCOL_VERSION, exportedAtMs: now() };
    reply.type('application/x-ndjson').header('content-disposition', 'attachment; filename="soniquebay.ndjson"');
    return reply.send(Readable.from(exportedText(store.db, libraryId, first)));
  });
}

/** A page of lines at a time; the next is read when the last was taken. */
async function* exportedText(db: Kysely<Tables>, libraryId: string, first: object): AsyncGenerator<string> {
  yield lines([first]);
  for (let after = 0; ;) {
    const page = await readChanges(db, libraryId, { after, limit: PAGE_ITEMS, facts: true });
    const { ops, plays, facts } = page;
    yield lines([
      ...ops.map((op) => ({ type: 'op', ...op })),
      ...plays.map((play) => ({ type: 'play', ...play })),
      ...facts.map((fact) => ({ type: 'fact', ...fact, value: readable(fact.value) })),
    ]);
    if (page.remaining === 0) break;
    after = page.cursor;
  }
  yield* coverText(db, libraryId);
}

async function* coverText(db: Kysely<Tables>, libraryId: string): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const rows = await db.selectFrom('covers').select(['hash', 'small', 'medium', 'large', 'accent', 'palette'])
      .where('library_id', '=', libraryId).where('hash', '>', after).orderBy('hash').limit(COVERS_A_PAGE).execute();
    yield lines(rows.map(({ accent, palette, ...cover }) => ({ type: 'cover', ...cover, accent: accent === null ? null : JSON.parse(accent) as unknown, palette: JSON.parse(palette) as unknown })));
    const last = rows.at(-1);
    if (!last || rows.length < COVERS_A_PAGE) return;
    after = last.hash;
  }
}

/** A fact's value as JSON has it; a value that is no MessagePack stays bytes. */
function readable(value: Uint8Array): unknown {
  try {
    return decode(value);
  } catch {
    return value;
  }
}

function lines(items: readonly object[]): string {
  return items.map((item) => `${jsonWithBase64(item)}\n`).join('');
}
