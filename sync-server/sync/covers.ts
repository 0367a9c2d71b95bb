// Covers: bytes by hash, sent once and fetched when looked at.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { CoverHash } from '../../src/domain/library/ids';
import type { CoverBody, CoversAnswer } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import { Binary } from '../http/binary';
import { refuse } from '../http/errors';
import { Fields, Nullable } from '../http/schemas';
import { inList } from '../store/in-list';
import type { Store } from '../store/schema';

/** Thumbnails of at most 160 and 640 px come to some 8 and 60 KB. */
const MAX_SMALL_BYTES = 262_144;
const MAX_LARGE_BYTES = 2_097_152;
const MAX_BODY_BYTES = 4 * 1_048_576;
const MAX_HASHES = 1_000;
/** A hash never means another picture. Private: a proxy must not hand it to who has no token. */
const FOR_EVER = 'private, max-age=31536000, immutable';

const Hash = Type.String({ pattern: '^[0-9a-f]{32}$' });
const HashParams = Type.Object({ hash: Hash });
const Accent = Fields({ l: Type.Number(), c: Type.Number(), h: Type.Number() }, 'OKLCH.');
const Cover = Fields({ small: Binary(MAX_SMALL_BYTES, 'WebP, at most 160 px a side.'), large: Binary(MAX_LARGE_BYTES, 'WebP, at most 640 px a side.'), accent: Nullable(Accent) });
const Missing = Fields({ hashes: Type.Array(Hash, { maxItems: MAX_HASHES }) });

type HashRoute = { Params: Static<typeof HashParams> };

export interface CoverDeps {
  readonly store: Store;
}

export async function coverRoutes(app: FastifyInstance, { store }: CoverDeps): Promise<void> {
  addMissing(app, store);
  addPut(app, store);
  addGet(app, store);
  addPicture(app, store, 'small');
  addPicture(app, store, 'large');
}

function addMissing(app: FastifyInstance, store: Store): void {
  app.post<{ Body: Static<typeof Missing> }>('/api/covers/missing', {
    config: { access: 'owner' },
    schema: { tags: ['covers'], summary: 'Which of these covers the server lacks', body: Missing, response: { 200: Fields({ missing: Type.Array(Hash) }) } },
  }, async (request): Promise<CoversAnswer> => {
    const rows = await store.db.selectFrom('covers').select('hash')
      .where('library_id', '=', identityOf(request).libraryId).where(inList(store.db, 'hash', request.body.hashes)).execute();
    const held = new Set(rows.map((row) => row.hash));
    return { missing: [...new Set(request.body.hashes)].filter((hash) => !held.has(hash)) as CoverHash[] };
  });
}

function addPut(app: FastifyInstance, store: Store): void {
  app.put<HashRoute & { Body: CoverBody }>('/api/covers/:hash', {
    config: { access: 'owner' },
    bodyLimit: MAX_BODY_BYTES,
    schema: { tags: ['covers'], summary: 'Give a cover', description: 'The first one of a hash stays.', params: HashParams, body: Cover, response: { 204: Type.Null() } },
  }, async (request, reply) => {
    const { small, large, accent } = request.body;
    if (!isWebp(small) || !isWebp(large)) throw refuse('bad-request', 'Covers must be WebP pictures.');
    await store.db.insertInto('covers')
      .values({ library_id: identityOf(request).libraryId, hash: request.params.hash, small, large, accent: accent && JSON.stringify(accent) })
      .onConflict((conflict) => conflict.doNothing()).execute();
    return reply.code(204).send();
  });
}

function addGet(app: FastifyInstance, store: Store): void {
  app.get<HashRoute>('/api/covers/:hash', {
    config: { access: 'reader', binary: true },
    schema: { tags: ['covers'], summary: 'A cover in both sizes', params: HashParams, response: { 200: Cover } },
  }, async (request, reply): Promise<CoverBody> => {
    const row = await store.db.selectFrom('covers').select(['small', 'large', 'accent'])
      .where('library_id', '=', identityOf(request).libraryId).where('hash', '=', request.params.hash).executeTakeFirst();
    if (!row) throw refuse('not-found');
    reply.header('cache-control', FOR_EVER);
    return { small: row.small, large: row.large, accent: row.accent === null ? null : JSON.parse(row.accent) as CoverBody['accent'] };
  });
}

function addPicture(app: FastifyInstance, store: Store, size: 'small' | 'large'): void {
  app.get<HashRoute>(`/api/covers/:hash/${size}.webp`, {
    config: { access: 'reader' },
    schema: { tags: ['covers'], summary: `A cover, ${size}`, params: HashParams, produces: ['image/webp'] },
  }, async (request: FastifyRequest<HashRoute>, reply: FastifyReply) => {
    const row = await store.db.selectFrom('covers').select(`${size} as picture`)
      .where('library_id', '=', identityOf(request).libraryId).where('hash', '=', request.params.hash).executeTakeFirst();
    if (!row) throw refuse('not-found');
    const etag = `"${request.params.hash}-${size}"`;
    reply.header('cache-control', FOR_EVER).header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('image/webp').send(Buffer.from(row.picture));
  });
}

/** `RIFF`, four bytes of length, `WEBP`. */
function isWebp(bytes: Uint8Array): boolean {
  const letters = (from: number): string => String.fromCharCode(...bytes.subarray(from, from + 4));
  return bytes.length >= 12 && letters(0) === 'RIFF' && letters(8) === 'WEBP';
}
