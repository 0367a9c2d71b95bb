// Ops, plays and facts as devices make them.
import { encode } from '@msgpack/msgpack';
import { hash128 } from '../../../src/domain/library/hash128';
import type { ContentKey, DeviceId } from '../../../src/domain/library/ids';
import type { Op, PlayEvent } from '../../../src/domain/sync/choice';
import { tick } from '../../../src/domain/sync/clock';
import type { Fact } from '../../../src/domain/sync/facts';

export const NOW_MS = 1_795_000_000_000;
export const PHONE = 'phone' as DeviceId;
export const DESKTOP = 'desktop' as DeviceId;

export const key = (n: number): ContentKey => n.toString(16).padStart(32, '0') as ContentKey;

/** A rating. @param atMs after `NOW_MS` */
export function op(n: number, value: Op['value'], { atMs = n, device = DESKTOP, field = 'rating' } = {}): Op {
  return { kind: 'recording', id: key(n), field, value, hlc: tick(null, NOW_MS + atMs, device) };
}

export function play(n: number): PlayEvent {
  return { playId: `play-${n}`, contentKey: key(n), atMs: NOW_MS + n, deviceId: DESKTOP };
}

export function vector(n: number, { version = 1, deviceId = DESKTOP, revision = 1, bytes = 8 } = {}): Fact {
  return fact({ kind: 'vector', subject: key(n), version, deviceId, revision }, { vector: new Uint8Array(bytes).fill(revision) });
}

export function holding(n: number, deviceId: DeviceId, held = true): Fact {
  return fact({ kind: 'holding', subject: `${key(n)}/${deviceId}`, version: 1, deviceId, revision: 1 }, { held });
}

function fact(stamp: Omit<Fact, 'digest' | 'value'>, content: unknown): Fact {
  const value = encode(content);
  return { ...stamp, digest: hash128(value), value };
}
