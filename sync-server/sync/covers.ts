// Covers: bytes by hash, sent once and fetched when looked at.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { CoverHash } from '../../src/domain/library/ids';
import type { CoverAnswer, CoverBody, CoversAnswer } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import { Binary } from '../http/binary';
import { refuse } from '../http/errors';
import { Fields, Nullable } from '../http/schemas';
import { inList } from '../store/in-list';
import type { Store } from '../store/schema';

/** Of at most 96, 320 and 1,024 px: they come to some 3, 15 and 100 KB. */
const MAX_SMALL_BYTES = 131_072;
const MAX_MEDIUM_BYTES = 524_288;
const MAX_LARGE_BYTES = 2_097_152;
const MAX_COLOURS = 8;
const MAX_BODY_BYTES = 4 * 1_048_576;
const MAX_HASHES = 1_000;
/** A hash never means another picture. Private: a proxy must not hand it to who has no token. */
const FOR_EVER = 'private, max-age=31536000, immutable';

const Hash = Type.String({ pattern: '^[0-9a-f]{32}$' });
const HashParams = Type.Object({ hash: Hash });
const Accent = Fields({ l: Type.Number(), c: Type.Number(), h: Type.Number() }, 'OKLCH.');
const Palette = Type.Array(Fields({ l: Type.Number(), c: Type.Number(), h: Type.Number(), weight: Type.Number() }, 'OKLCH, and its share of the picture.'), { maxItems: MAX_COLOURS });
const FIELDS = {
  small: Binary(MAX_SMALL_BYTES, 'WebP, at most 96 px a side.'),
  medium: Nullable(Binary(MAX_MEDIUM_BYTES, 'WebP, at most 320 px a side; null where the picture is smaller than that.')),
  large: Nullable(Binary(MAX_LARGE_BYTES, 'WebP, at most 1,024 px a side; null where the picture is smaller than that.')),
  accent: Nullable(Accent),
  palette: Palette,
};
const Cover = Fields(FIELDS);
const Answer = Fields({ ...FIELDS, hasLarge: Type.Boolean({ description: 'There is a large one, in this answer or not.' }) });
const WithLarge = Type.Object({ large: Type.Optional(Type.Literal('1')) });
const Missing = Fields({ hashes: Type.Array(Hash, { maxItems: MAX_HASHES }) });

/** Columns that serve for a size, one in the other's place. */
const NEAREST = { small: ['small'], medium: ['medium', 'small'], large: ['large', 'medium', 'small'] } as const;

type HashRoute = { Params: Static<typeof HashParams> };

const SIZES = ['small', 'medium', 'large'] as const;

export interface CoverDeps {
  readonly store: Store;
}

export async function coverRoutes(app: FastifyInstance, { store }: CoverDeps): Promise<void> {
  addMissing(app, store);
  addPut(app, store);
  addGet(app, store);
  for (const size of SIZES) addPicture(app, store, size);
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
    const { small, medium, large, accent, palette } = request.body;
    if (![small, medium, large].every((picture) => picture === null || isWebp(picture))) throw refuse('bad-request', 'Covers must be WebP pictures.');
    await store.db.insertInto('covers')
      .values({ library_id: identityOf(request).libraryId, hash: request.params.hash, small, medium, large, accent: accent && JSON.stringify(accent), palette: JSON.stringify(palette) })
      .onConflict((conflict) => conflict.doNothing()).execute();
    return reply.code(204).send();
  });
}

function addGet(app: FastifyInstance, store: Store): void {
  app.get<HashRoute & { Querystring: Static<typeof WithLarge> }>('/api/covers/:hash', {
    config: { access: 'reader', binary: true },
    schema: { tags: ['covers'], summary: 'A cover in the sizes that lists show', description: 'With `large=1` in all its sizes.', params: HashParams, querystring: WithLarge, response: { 200: Answer } },
  }, async (request, reply): Promise<CoverAnswer> => {
    const row = await store.db.selectFrom('covers')
      .select(['small', 'medium', 'accent', 'palette', (eb) => eb('large', 'is not', null).as('has_large')]).$if(request.query.large === '1', (query) => query.select('large'))
      .where('library_id', '=', identityOf(request).libraryId).where('hash', '=', request.params.hash).executeTakeFirst();
    if (!row) throw refuse('not-found');
    reply.header('cache-control', FOR_EVER);
    return {
      small: row.small, medium: row.medium, large: row.large ?? null, hasLarge: Boolean(row.has_large),
      accent: row.accent === null ? null : JSON.parse(row.accent) as CoverBody['accent'], palette: JSON.parse(row.palette) as CoverBody['palette'],
    };
  });
}

/** The nearest one where the picture is too small for that size. */
function addPicture(app: FastifyInstance, store: Store, size: typeof SIZES[number]): void {
  app.get<HashRoute>(`/api/covers/:hash/${size}.webp`, {
    config: { access: 'reader' },
    schema: { tags: ['covers'], summary: `A cover, ${size}`, params: HashParams, produces: ['image/webp'] },
  }, async (request: FastifyRequest<HashRoute>, reply: FastifyReply) => {
    const row = await store.db.selectFrom('covers').select([...NEAREST[size]])
      .where('library_id', '=', identityOf(request).libraryId).where('hash', '=', request.params.hash).executeTakeFirst();
    if (!row) throw refuse('not-found');
    const etag = `"${request.params.hash}-${size}"`;
    reply.header('cache-control', FOR_EVER).header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('image/webp').send(Buffer.from(pictureOf(row, size)));
  });
}

/** @param row with the columns of `NEAREST` alone */
function pictureOf({ small, medium, large }: Pick<CoverBody, 'small' | 'medium' | 'large'>, size: typeof SIZES[number]): Uint8Array {
  return size === 'small' ? small : (size === 'large' ? large : null) ?? medium ?? small;
}

/** `RIFF`, four bytes of length, `WEBP`. */
function isWebp(bytes: Uint8Array): boolean {
  const letters = (from: number): string => String.fromCharCode(...bytes.subarray(from, from + 4));
  return bytes.length >= 12 && letters(0) === 'RIFF' && letters(8) === 'WEBP';
}
