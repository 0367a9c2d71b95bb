// Query strings and path parameters are text; schemas say numbers and booleans. Bodies are never converted: a union would turn 5 into "5".
import type { FastifyInstance } from 'fastify';
import { refuse } from './errors';

export function installQueryConversion(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    // No key, name or number holds it, and PostgreSQL takes no text with it.
    if ([request.query, request.params].some(hasNul)) throw refuse('bad-request');
    const schema = request.routeOptions.schema;
    convert(schema?.querystring, request.query);
    convert(schema?.params, request.params);
  });
}

function convert(schema: unknown, values: unknown): void {
  const properties = (schema as { properties?: Record<string, { type?: unknown }> } | undefined)?.properties;
  if (!properties || typeof values !== 'object' || values === null) return;
  const texts = values as Record<string, unknown>;
  for (const [name, { type }] of Object.entries(properties)) {
    if (Object.hasOwn(texts, name)) texts[name] = convertedTo(type, texts[name]);
  }
}

/** The value that the text stands for, or the text itself, which the validator then refuses. */
function convertedTo(type: unknown, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if ((type === 'integer' || type === 'number') && /^-?\d{1,16}(\.\d{1,16})?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === '1')) return true;
  if (type === 'boolean' && (text === 'false' || text === '0')) return false;
  return text;
}

function hasNul(values: unknown): boolean {
  return Object.entries(values ?? {}).some((entry) => entry.flat().some((text) => String(text).includes('\0')));
}
