// The audio worker's API: loads the networks and essentia once, then processes tracks one by one.
import type { Database } from '../../src/db/database';
import { err, messageOf, ok } from '../../src/domain/result';
import type { AudioApi } from '../../src/domain/worker-api';
import { loadEssentia } from './essentia';
import { cardName, openGpu, withGpu } from './gpu';
import { loadModels, type Models } from './models';
import { processTrack, type ProcessDeps } from './process-track';

export interface AudioDeps {
  readonly db: Database;
  readonly now: () => number;
}

export function createAudioApi({ db, now }: AudioDeps): AudioApi {
  let ready: ProcessDeps | null = null;
  return {
    async init(baseUrl, onStep) {
      try {
        ready ??= { db, now, ...(onStep && { onStep }), models: await fastestModels(baseUrl, { db, now }), theory: await loadEssentia() };
        return ok(null);
      } catch (thrown) {
        return err('model-failed', messageOf(thrown));
      }
    },
    async process(trackId) {
      if (!ready) return { ok: false, error: { code: 'model-failed', detail: 'The worker was not set up.', step: 'analyse' } };
      return processTrack(trackId, ready);
    },
  };
}

async function fastestModels(baseUrl: string, { db, now }: AudioDeps): Promise<Models> {
  const models = await loadModels(baseUrl);
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return { ...models, patches: await withGpu(models.patches, baseUrl, { db, now, wait, cardName, open: openGpu }) };
}
