// Tickets: signed leave to play one recording for some hours, so that an <audio> element, which sends no header, can ask for it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ContentKey, DeviceId } from '../../src/domain/library/ids';

export interface Ticket {
  readonly libraryId: string;
  /** Who asked for it: its tickets end when it is revoked. */
  readonly deviceId: DeviceId;
  readonly contentKey: ContentKey;
  readonly expiresAtMs: number;
}

/** Text for an address. Nobody without the secret can make or change one. */
export function signTicket(secret: string, { libraryId, deviceId, contentKey, expiresAtMs }: Ticket): string {
  const claims = [libraryId, deviceId, contentKey, expiresAtMs.toString(36)].join('.');
  return `${claims}.${signature(secret, claims)}`;
}

/** @returns null when it is forged, damaged or too old */
export function readTicket(secret: string, text: string, nowMs: number): Ticket | null {
  const cut = text.lastIndexOf('.');
  const claims = text.slice(0, Math.max(cut, 0));
  const expected = Buffer.from(signature(secret, claims));
  const given = Buffer.from(text.slice(cut + 1));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [libraryId, deviceId, contentKey, expires] = claims.split('.');
  if (libraryId === undefined || deviceId === undefined || contentKey === undefined || expires === undefined) return null;
  const expiresAtMs = parseInt(expires, 36);
  return expiresAtMs > nowMs ? { libraryId, deviceId: deviceId as DeviceId, contentKey: contentKey as ContentKey, expiresAtMs } : null;
}

function signature(secret: string, claims: string): string {
  return createHmac('sha256', secret).update(claims).digest('base64url');
}
