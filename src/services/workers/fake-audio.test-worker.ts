// An audio worker for tests: it does to a file what the file's name asks for, over the real database.
import { expose } from 'comlink';
import { Database } from '../../db/database';
import { saveAnalysis, saveEmbedding } from '../../db/sounds';
import type { ContentKey, TrackId } from '../../domain/library/ids';
import { err, ok } from '../../domain/result';
import { STAGE_VERSIONS } from '../../domain/versions';
import type { AudioApi, SoundStep } from '../../domain/worker-api';

let db = new Database('unused');
let tell: (step: SoundStep) => void = () => undefined;

/** As after an abort of a WASM module: every later file fails too. */
let brokeDown = false;

const STAGE_MS = { read: 0, decode: 0, loudness: 0, tempo: 0, key: 0, features: 0, embed: 0, write: 0 };

const api: AudioApi = {
  /** The test names its database in the address; `unready` asks for a worker that cannot be set up. */
  async init(baseUrl, onStep) {
    tell = onStep ?? tell;
    const name = new URL(baseUrl).searchParams.get('db') ?? '';
    if (name === 'unready') return err('model-failed', 'no models');
    db = new Database(name);
    return ok(null);
  },
  async process(trackId: TrackId) {
    const row = await db.tracks.get(trackId);
    if (!row?.contentKey) return { ok: false, error: { code: 'not-found', step: 'analyse' } };
    await db.meta.put({ key: `began ${trackId}`, value: [...((await db.meta.get(`began ${trackId}`))?.value as number[] ?? []), row.attempts] });
    const wish = row.path.split('.')[0];
    if (brokeDown) return { ok: false, error: { code: 'decode-failed', detail: 'a broken worker was used again', step: 'analyse' } };
    switch (wish) {
      case 'abort':
        brokeDown = true;
        return { ok: false, error: { code: 'internal', detail: 'RuntimeError: Aborted()', step: 'analyse', trapped: true } };
      case 'bug':
        brokeDown = true;
        return { ok: false, error: { code: 'internal', detail: 'TypeError', step: 'analyse' } };
      case 'model':
        brokeDown = true;
        return { ok: false, error: { code: 'model-failed', step: 'embed' } };
      case 'trap':
        brokeDown = true;
        return { ok: false, error: { code: 'decode-failed', step: 'analyse', trapped: true } };
      case 'damaged':
        brokeDown = true;
        break;
      case 'crash':
        setTimeout(() => {
          throw new Error('killed by a file');
        });
        return new Promise(() => undefined);
      case 'hang':
        return new Promise(() => undefined);
      case 'broken':
        return { ok: false, error: { code: 'decode-failed', step: 'analyse' } };
      case 'full':
        return { ok: false, error: { code: 'quota-exceeded', step: 'embed' } };
      case 'closed':
        return { ok: false, error: { code: 'permission-denied', step: 'analyse' } };
      case 'hold':
        await told(`hold ${row.path}`);
        break;
    }
    await finish(row.contentKey);
    return ok({ contentKey: row.contentKey, reused: false, decodedDurationS: 1, stageMs: STAGE_MS, memoryBytes: wish === 'big' ? 1e9 : 1e6, ...(wish === 'damaged' && { trapped: true }) });
  },
};

/** Until the test says so. */
function told(name: string): Promise<void> {
  const channel = new BroadcastChannel(name);
  const heard = new Promise<void>((resolve) => {
    channel.onmessage = () => resolve();
  });
  // The test knows by it that this listens.
  tell('decode');
  return heard.finally(() => channel.close());
}

async function finish(contentKey: ContentKey): Promise<void> {
  const loudness = { integratedLufs: null, samplePeakDbfs: null };
  await saveAnalysis(db, contentKey, STAGE_VERSIONS.analyse, { tempo: null, key: null, loudness, waveform: new Uint8Array(400), decodedDurationS: 1 });
  await saveEmbedding(db, contentKey, STAGE_VERSIONS.embed, { vector: new Float32Array(200), soundTags: new Float32Array(100) });
}

expose(api);
