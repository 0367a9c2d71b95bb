// The format of a backup: gzip over MessagePack objects one after the other. First who made it and when, then pieces of at
// most some thousand items, last the count of all. A file without the last one is cut off, and is no backup.
import { decodeMultiStream, encode } from '@msgpack/msgpack';
import * as v from 'valibot';
import type { CoverHash } from '../../domain/library/ids';
import { err, messageOf, ok, type Result } from '../../domain/result';
import type { Op, PlayEvent } from '../../domain/sync/choice';
import type { Fact } from '../../domain/sync/facts';
import type { CoverBody } from '../../domain/sync/protocol';

const FORMAT = 'soniquebay-backup';
/** Raised when an older app could no longer read a file without losing something. */
const VERSION = 2;

export interface BackupHead {
  readonly madeAtMs: number;
  readonly deviceId: string;
}

export interface BackupCover extends CoverBody {
  readonly coverHash: CoverHash;
}

/** A picture that a person chose as a cover, as it was given. */
export interface BackupPicture {
  readonly coverHash: CoverHash;
  /** Null where the sizes of the cover are all that was kept. */
  readonly picture: Uint8Array | null;
  /** Its MIME type; '' without a picture. */
  readonly type: string;
}

/** Some of what a backup holds; all of one kind. */
export interface BackupPiece {
  readonly ops?: readonly Op[] | undefined;
  readonly plays?: readonly PlayEvent[] | undefined;
  readonly facts?: readonly Fact[] | undefined;
  readonly covers?: readonly BackupCover[] | undefined;
  readonly chosen?: readonly BackupPicture[] | undefined;
}

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.instance(Uint8Array);
const opItem = v.object({
  kind: text, id: text, parent: v.optional(v.string()), field: text, value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
  hlc: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}-[0-9a-f]{4}-./)),
});
const playItem = v.object({ playId: text, contentKey: text, atMs: v.number(), deviceId: text });
const factItem = v.object({ kind: text, subject: text, version: count, deviceId: text, revision: count, digest: text, value: bytes });
const accent = v.nullable(v.object({ l: v.number(), c: v.number(), h: v.number() }));
const picture = v.optional(v.nullable(bytes), null);
const palette = v.optional(v.array(v.object({ l: v.number(), c: v.number(), h: v.number(), weight: v.number() })), []);
/** In version 1 without a medium one and without colours. */
const coverItem = v.object({ coverHash: text, small: bytes, medium: picture, large: picture, accent, palette });
const chosenItem = v.object({ coverHash: text, picture: v.nullable(bytes), type: v.string() });
const head = v.object({ format: v.literal(FORMAT), version: count, madeAtMs: count, deviceId: text });
const piece = v.strictObject({ ops: v.optional(v.array(opItem)), plays: v.optional(v.array(playItem)), facts: v.optional(v.array(factItem)), covers: v.optional(v.array(coverItem)), chosen: v.optional(v.array(chosenItem)) });
const end = v.object({ end: v.literal(true), pieces: count });

/** @param pieces read as the file is written, so that it is never held whole */
export function writeBackup(made: BackupHead, pieces: AsyncIterable<BackupPiece>): Promise<Blob> {
  const parts = encoded(made, pieces);
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(stream.pipeThrough(new CompressionStream('gzip')), { headers: { 'content-type': 'application/gzip' } }).blob();
}

async function* encoded(made: BackupHead, pieces: AsyncIterable<BackupPiece>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pack = (value: unknown) => encode(value, { ignoreUndefined: true }) as Uint8Array<ArrayBuffer>;
  yield pack({ format: FORMAT, version: VERSION, ...made });
  let written = 0;
  for await (const each of pieces) {
    yield pack(each);
    written++;
  }
  yield pack({ end: true, pieces: written });
}

/**
 * Reads a backup from its first to its last byte, each piece checked before it is handed on.
 * @param take what it throws passes through
 * @returns `not-a-backup` for a file that is none, is cut off, or was made by a newer app
 */
export async function readBackup(file: Blob, take: (piece: BackupPiece) => Promise<void> | void): Promise<Result<BackupHead>> {
  let made: BackupHead | null = null;
  let pieces = 0;
  let ended = false;
  let taking = false;
  try {
    for await (const value of decodeMultiStream(file.stream().pipeThrough(new DecompressionStream('gzip')))) {
      if (ended) return err('not-a-backup', 'more behind its end');
      if (!made) {
        const { version, madeAtMs, deviceId } = v.parse(head, value);
        if (version > VERSION) return err('not-a-backup', `made by a newer app: version ${version}`);
        made = { madeAtMs, deviceId };
        continue;
      }
      const last = v.safeParse(end, value);
      if (last.success) {
        if (last.output.pieces !== pieces) return err('not-a-backup', 'pieces are missing');
        ended = true;
        continue;
      }
      const checked = v.parse(piece, value) as BackupPiece;
      pieces++;
      taking = true;
      await take(checked);
      taking = false;
    }
  } catch (thrown) {
    if (taking) throw thrown;
    return err('not-a-backup', messageOf(thrown));
  }
  return made && ended ? ok(made) : err('not-a-backup', 'cut off');
}
