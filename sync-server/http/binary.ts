// Bytes in bodies: Uint8Array in MessagePack, base64 in JSON. Handlers see bytes in either case.
import { Type } from 'typebox';

/** Schema of bytes. @param maxBytes refuses more */
export function Binary(maxBytes: number, description?: string) {
  return Type.Unsafe<Uint8Array>({ maxBinaryBytes: maxBytes, ...(description ? { description } : {}) });
}

interface Place {
  readonly parentData: Record<string | number, unknown>;
  readonly parentDataProperty: string | number;
}

/** The validator's keyword behind `Binary`: takes bytes as they are, and puts bytes in the place of base64. */
export const BINARY_KEYWORD = {
  keyword: 'maxBinaryBytes',
  modifying: true,
  errors: false,
  schemaType: 'number' as const,
  validate(maxBytes: number, data: unknown, _schema: unknown, place?: Place): boolean {
    const bytes = data instanceof Uint8Array ? data : fromBase64(data);
    if (!bytes || bytes.length > maxBytes) return false;
    if (place) place.parentData[place.parentDataProperty] = bytes;
    return true;
  },
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fromBase64(data: unknown): Uint8Array | null {
  if (typeof data !== 'string' || !BASE64.test(data)) return null;
  const buffer = Buffer.from(data, 'base64');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** JSON with bytes as base64. */
export function jsonWithBase64(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key: string, plain: unknown) {
    // Buffer has a toJSON of its own, which ran before this: look at the value itself.
    const raw = this[key];
    return raw instanceof Uint8Array ? Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64') : plain;
  });
}

/** The schema as OpenAPI knows it: strings with base64. */
export function withBase64Strings(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withBase64Strings);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { maxBinaryBytes, ...rest } = schema as Record<string, unknown>;
  if (typeof maxBinaryBytes === 'number') return { type: 'string', format: 'byte', ...rest };
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, withBase64Strings(value)]));
}
