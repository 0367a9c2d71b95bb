// Parts of schemas that many routes share.
import { Type, type TSchema } from 'typebox';

/** Text without control characters, which no name needs and PostgreSQL cannot hold. */
export function Line(maxLetters: number, description?: string) {
  return Type.String({ minLength: 1, maxLength: maxLetters, pattern: '^[^\\u0000-\\u001f\\u007f]+$', ...(description ? { description } : {}) });
}

export const DeviceIdText = Type.String({ pattern: '^[\\w-]{1,64}$', description: 'Made by the device, such as a UUID.' });
export const RoleText = Type.Union([Type.Literal('owner'), Type.Literal('reader')]);
export const TimeMs = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970.' });

export function Nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** A body or answer that has these fields and no others. */
export function Fields<T extends Record<string, TSchema>>(fields: T, description?: string) {
  return Type.Object(fields, { additionalProperties: false, ...(description ? { description } : {}) });
}
