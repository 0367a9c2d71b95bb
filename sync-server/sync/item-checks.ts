// What a device may send: the shape of each op, play and fact. One wrong item never holds up the rest of a push.
import { hash128 } from '../../src/domain/library/hash128';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Op, PlayEvent } from '../../src/domain/sync/choice';
import { restOfSubject, type Fact, type FactStamp } from '../../src/domain/sync/facts';
import { MAX_DRIFT_MS, type RefusalCode } from '../../src/domain/sync/protocol';

/** Letters of a text value; the longest known is a comment tag. */
const MAX_TEXT = 65_536;
const MAX_ID = 200;
/** A waveform and its tags come to some 3 KB. */
export const MAX_FACT_BYTES = 1_048_576;

const HLC = /^[0-9a-f]{12}-[0-9a-f]{4}-[\w-]{1,64}$/;
const DEVICE_ID = /^[\w-]{1,64}$/;
/** Kinds and fields of a newer app are kept and passed on, so that an older server loses nothing. */
const NAME = /^[A-Za-z][\w.]{0,63}$/;
const CONTENT_KEY = /^[\w:-]{1,128}$/;
const DIGEST = /^[0-9a-f]{32}$/;
/** Control characters and lone surrogates: PostgreSQL keeps no NUL, and none of them belongs into an id. */
const NOT_IN_IDS = /[\p{Cc}\p{Cs}]/u;

type Unchecked<T> = { readonly [K in keyof T]?: unknown };
export type Checked<T> = { readonly item: T } | { readonly refused: RefusalCode };

export interface Offered {
  /** In the request's list. */
  readonly index: number;
  readonly stamp: FactStamp;
}

const INVALID = { refused: 'invalid' } as const;

/** An op as it is kept: known properties alone. @param nowMs the server's clock, which ops may be ahead of by `MAX_DRIFT_MS` */
export function checkOp(sent: unknown, nowMs: number): Checked<Op> {
  if (!isRecord<Op>(sent)) return INVALID;
  const { kind, id, parent, field, value, hlc } = sent;
  if (!matches(kind, NAME) || !isId(id) || !matches(field, NAME) || !matches(hlc, HLC) || !isChoiceValue(value)) return INVALID;
  if (parent !== undefined && parent !== null && !isId(parent)) return INVALID;
  if (parseInt(hlc.slice(0, 12), 16) > nowMs + MAX_DRIFT_MS) return { refused: 'clock-ahead' };
  return { item: { kind: kind as Op['kind'], id, ...(parent ? { parent } : {}), field, value, hlc } };
}

export function checkPlay(sent: unknown): Checked<PlayEvent> {
  if (!isRecord<PlayEvent>(sent)) return INVALID;
  const { playId, contentKey, atMs, deviceId } = sent;
  if (!isId(playId) || !matches(contentKey, CONTENT_KEY) || !isCount(atMs) || !matches(deviceId, DEVICE_ID)) return INVALID;
  return { item: { playId, contentKey: contentKey as PlayEvent['contentKey'], atMs, deviceId } };
}

/** @param sender who holds what is said by each device of itself alone */
export function checkStamp(sent: unknown, sender: DeviceId): Checked<FactStamp> {
  if (!isRecord<FactStamp>(sent)) return INVALID;
  const { kind, subject, version, deviceId, revision, digest } = sent;
  if (!matches(kind, NAME) || !isSubject(subject) || !isCount(version) || !isCount(revision)) return INVALID;
  if (!matches(deviceId, DEVICE_ID) || !matches(digest, DIGEST)) return INVALID;
  if (kind === 'holding' && (deviceId !== sender || restOfSubject({ subject }) !== sender)) return INVALID;
  return { item: { kind: kind as FactStamp['kind'], subject, version, deviceId: deviceId as DeviceId, revision, digest } };
}

/** The sound stamps of an offer, with their places in it. */
export function offeredStamps(sent: readonly unknown[], sender: DeviceId): readonly Offered[] {
  return sent.flatMap((stamp, index) => {
    const checked = checkStamp(stamp, sender);
    return 'item' in checked ? [{ index, stamp: checked.item }] : [];
  });
}

export function checkFact(sent: unknown, sender: DeviceId): Checked<Fact> {
  const stamp = checkStamp(sent, sender);
  if ('refused' in stamp) return stamp;
  const value = bytesOf((sent as Unchecked<Fact>).value);
  if (!value || value.length > MAX_FACT_BYTES || hash128(value) !== stamp.item.digest) return INVALID;
  return { item: { ...stamp.item, value } };
}

function isRecord<T>(sent: unknown): sent is Unchecked<T> {
  return typeof sent === 'object' && sent !== null;
}

function matches(text: unknown, pattern: RegExp): text is string {
  return typeof text === 'string' && pattern.test(text);
}

function isId(text: unknown): text is string {
  return typeof text === 'string' && text.length > 0 && text.length <= MAX_ID && !NOT_IN_IDS.test(text);
}

function isSubject(text: unknown): text is string {
  return isId(text) && CONTENT_KEY.test(text.split('/', 1)[0] ?? '');
}

/** Milliseconds, versions, revisions. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isChoiceValue(value: unknown): value is Op['value'] {
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  return value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** Bytes as they are in MessagePack, or as base64 in JSON. */
function bytesOf(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : null;
}
