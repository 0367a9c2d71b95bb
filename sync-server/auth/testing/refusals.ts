// What the security tests ask of every answer, and every operation that the server describes.
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { ApiErrorBody } from '../../../src/domain/sync/protocol';

/** Stands for any key in an address. */
export const KEY = 'a'.repeat(32);
/** What a server must never say: where it is written, what it runs on, what it asked its database. */
const INSIDES = /node_modules|sync-server\/|\.ts:|at \w+ \(|select |insert |sqlite|postgres|kysely|SQLITE|syntax error|ENOENT|Cannot read|undefined|stack/i;

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly isPublic: boolean;
  readonly takesBody: boolean;
}

export function refusal(response: LightMyRequestResponse): [number, string] {
  return [response.statusCode, response.json<ApiErrorBody>().error.code];
}

export function expectNoDetail(response: LightMyRequestResponse): void {
  const said = `${JSON.stringify(response.headers)} ${response.body}`;
  expect(INSIDES.exec(said)?.[0]).toBeUndefined();
  expect(response.headers['set-cookie']).toBeUndefined();
}

interface Description {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly object[]; readonly requestBody?: object }>>>>;
}

/** @param description as OpenAPI */
export function operationsOf(description: object): Operation[] {
  return Object.entries((description as Description).paths ?? {}).flatMap(([path, methods]) => Object.entries(methods).map(([method, { security, requestBody }]) => ({
    method: method.toUpperCase() as Operation['method'],
    path,
    isPublic: security !== undefined && !security.some((scheme) => 'bearer' in scheme),
    takesBody: requestBody !== undefined,
  })));
}
