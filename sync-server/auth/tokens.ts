// Device tokens: long, random, and kept as a hash alone.
import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
/** What `newToken` makes. */
const TOKEN = /^[\w-]{43}$/;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** SHA-256 in hex. No salt and no stretching: what is hashed is random and long, or lives five minutes. Found by index, so no comparison leaks by its time. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The token of an `Authorization: Bearer` header; null for anything else. */
export function bearerToken(header: string | undefined): string | null {
  const token = /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1];
  return token && TOKEN.test(token) ? token : null;
}
