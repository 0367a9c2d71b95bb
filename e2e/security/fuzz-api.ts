/**
 * Asks a real server thousands of questions made from its own description, and fails at the first answer that it should not give.
 *
 *   pip install schemathesis && npm run build && npx tsx e2e/security/fuzz-api.ts [schemathesis arguments]
 *
 * SCHEMATHESIS names the program where it is not in the PATH; DATABASE_URL runs it on PostgreSQL.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PORT = process.env['PORT'] ?? '8590';
const URL_BASE = `http://127.0.0.1:${PORT}/`;
const PROGRAM = process.env['SCHEMATHESIS'] ?? 'schemathesis';
const EXAMPLES = '40';
const METRICS_TOKEN = 'a-token-for-metrics';
/** Not those that want every valid request to succeed: a code must be good, a picture a picture, and single items of a push are refused one by one. */
const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,ignored_auth,missing_required_header';
/** Never ends; rewrites the database at each call. */
const SKIPPED = '^/api/(events|admin/compact|admin/backup)$';
/** Would take the token away from whoever asks the other questions. */
const DANGEROUS = '^/api/(auth/pair|devices/\\{id\\})$';

const dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-fuzz-'));
const server = spawn(process.execPath, ['--import', 'tsx', 'sync-server/main.ts'], {
  env: { ...process.env, PORT, HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error', REQUESTS_PER_MINUTE: '1000000', METRICS_TOKEN },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let failures = 1;
try {
  const token = await pair(await setupCode(server), 'fuzzer');
  failures = await run(token, ['--exclude-path-regex', DANGEROUS, '--exclude-path-regex', SKIPPED]) + await run(token, ['--include-path-regex', DANGEROUS]);
  if (server.exitCode !== null) throw new Error('The server has ended.');
} finally {
  server.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);

/** From the link that a fresh server prints. */
async function setupCode(process: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }): Promise<string> {
  for await (const line of createInterface(process.stdout)) {
    const code = /[?&]pair=(\w+)/.exec(line)?.[1];
    if (code) return code;
  }
  throw new Error('The server printed no setup link. Is the app built?');
}

async function pair(code: string, deviceId: string): Promise<string> {
  const answer = await fetch(new URL('api/auth/pair', URL_BASE), {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, deviceId, deviceName: 'Fuzzer' }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** @returns 0 where all went well */
async function run(token: string, selection: readonly string[]): Promise<number> {
  const fuzzer = spawn(PROGRAM, [
    'run', new URL('api/openapi.json', URL_BASE).href, '--header', `Authorization: Bearer ${token}`, '--checks', CHECKS,
    '--max-examples', EXAMPLES, '--phases', 'examples,coverage,fuzzing', '--request-timeout', '10', ...selection, ...process.argv.slice(2),
  ], { stdio: 'inherit', cwd: dataDir });
  const [code] = (await once(fuzzer, 'exit')) as [number | null];
  return code ?? 1;
}
