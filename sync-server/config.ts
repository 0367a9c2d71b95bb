// The server's settings, from environment variables.
import * as v from 'valibot';

const DEFAULT_PORT = '8420';

const schema = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'PORT must be a whole number, for instance 8420'),
      v.transform(Number),
      v.maxValue(65_535, 'PORT must be at most 65535'),
    ),
    DEFAULT_PORT,
  ),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'HOST must be a host name or an IP address, for instance 0.0.0.0')), '127.0.0.1'),
});

export interface Config {
  readonly port: number;
  /** The address to listen on; only this machine unless set. */
  readonly host: string;
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly messages: readonly string[] };

/** Reads `PORT` and `HOST`. @returns one plain sentence for each wrong value */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = v.safeParse(schema, { PORT: env['PORT'], HOST: env['HOST'] });
  if (!parsed.success) return { ok: false, messages: parsed.issues.map((issue) => issue.message) };
  return { ok: true, config: { port: parsed.output.PORT, host: parsed.output.HOST } };
}
