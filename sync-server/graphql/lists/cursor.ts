// Opaque cursors: the sort values of a row, so that a page goes on behind that row whatever was added or removed meanwhile.
import { graphqlRefusal } from '../refusal';

export type CursorValue = string | number | null;
export type CursorKind = 'text' | 'int' | 'real';

/** @param order names the list's order: a cursor is of use in that order alone */
export function encodeCursor(order: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** @throws a refusal where it is none of ours, or of another order */
export function decodeCursor(cursor: string, order: string, kinds: readonly CursorKind[]): CursorValue[] {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed[0] !== order || parsed.length !== kinds.length + 1) throw unfit();
  return kinds.map((kind, i) => {
    const value: unknown = parsed[i + 1];
    if (!fits(kind, value)) throw unfit();
    return value;
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw unfit();
  }
}

function fits(kind: CursorKind, value: unknown): value is CursorValue {
  if (value === null) return true;
  if (kind === 'text') return typeof value === 'string' && !value.includes('\0');
  return typeof value === 'number' && (kind === 'real' || Number.isSafeInteger(value));
}

function unfit() {
  return graphqlRefusal('bad-request', 'This cursor does not belong to this list in this order.');
}
