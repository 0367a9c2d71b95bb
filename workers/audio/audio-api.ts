// The audio worker's API: loads the networks and essentia once, then processes tracks one by one.
import { ok } from '../../src/domain/result';
import type { AudioApi } from '../../src/domain/worker-api';
import { loadEssentia } from './essentia';
import { cardName, openGpu, withGpu } from './gpu';
import { loadModels, type Models } from './models';
import { processTrack, type ProcessDeps } from './process-track';
import { soundError } from './sound-error';

export type AudioDeps = Pick<ProcessDeps, 'db' | 'now' | 'heldBytes'>;

export function createAudioApi(deps: AudioDeps): AudioApi {
  let ready: ProcessDeps | null = null;
  return {
    async init(baseUrl, onStep) {
      try {
        ready ??= { ...deps, ...(onStep && { onStep }), models: await fastestModels(baseUrl, deps), theory: await loadEssentia() };
        return ok(null);
      } catch (thrown) {
        return { ok: false, error: soundError(thrown) };
      }
    },
    async process(trackId) {
      if (!ready) return { ok: false, error: { code: 'internal', detail: 'The worker was not set up.', step: 'analyse' } };
      return processTrack(trackId, ready);
    },
  };
}

async function fastestModels(baseUrl: string, { db, now }: AudioDeps): Promise<Models> {
  const models = await loadModels(baseUrl);
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return { ...models, patches: await withGpu(models.patches, baseUrl, { db, now, wait, cardName, open: openGpu }) };
}
