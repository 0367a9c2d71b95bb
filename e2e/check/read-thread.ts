// Reads one file after the other, each with the code that the ingest worker runs.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../src/domain/result';
import { parseFile } from '../../workers/ingest/parse-file';
import type { Reading } from './readers';

parentPort?.on('message', (path: string) => {
  void read(path).then((reading) => parentPort?.postMessage(reading));
});

async function read(path: string): Promise<Reading> {
  try {
    const parsed = await parseFile(await openAsBlob(path), basename(path));
    if (!parsed.ok) return { ok: false, error: [parsed.error.code, parsed.error.detail].filter(Boolean).join(': ') };
    const { tags, details, technical } = parsed.value;
    return { ok: true, value: { tags, details, technical } };
  } catch (thrown) {
    return { ok: false, error: `crash: ${messageOf(thrown)}` };
  }
}
