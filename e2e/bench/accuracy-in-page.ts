// The part of the accuracy benchmark that runs in the page: reads what the app's pipeline left.
import { Database } from '../../src/db/database';
import type { Measured } from './accuracy-scores';

export const accuracy = {
  /** What was measured of each file, by its name in the folder. */
  async measured(): Promise<Readonly<Record<string, Measured>>> {
    const db = new Database();
    const tracks = await db.tracks.toArray();
    return Object.fromEntries(await Promise.all(tracks.map(async ({ path, contentKey, failure }) => {
      const sound = contentKey === null ? undefined : await db.sounds.get(contentKey);
      const error = failure ? `${failure.code}: ${failure.detail}` : null;
      const { tempo = null, key = null } = sound ?? {};
      return [path, {
        tempo: tempo && { bpm: tempo.tempoBpm, confidence: tempo.confidence },
        key: key && { tonic: key.tonic, mode: key.mode, confidence: key.confidence ?? key.strength },
        error,
      }] satisfies [string, Measured];
    })));
  },
};
