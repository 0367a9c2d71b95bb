// The audio worker's API: loads the networks and essentia once, then processes tracks one by one.
import type { Database } from '../../src/db/database';
import { err, messageOf, ok } from '../../src/domain/result';
import type { AudioApi } from '../../src/domain/worker-api';
import { loadEssentia } from './essentia';
import { loadModels } from './models';
import { processTrack, type ProcessDeps } from './process-track';

export interface AudioDeps {
  readonly db: Database;
  readonly now: () => number;
}

export function createAudioApi({ db, now }: AudioDeps): AudioApi {
  let ready: ProcessDeps | null = null;
  return {
    async init(baseUrl) {
      try {
        ready ??= { db, now, models: await loadModels(baseUrl), theory: await loadEssentia() };
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
