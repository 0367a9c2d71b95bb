// Shell of the sync worker: makes the dependencies, exposes the API.
import { expose } from 'comlink';
import { Database } from '../src/db/database';
import { drawLarge } from './ingest/draw-cover';
import { createSyncApi } from './sync/create-sync-api';

expose(createSyncApi({
  db: new Database(),
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  drawLarge,
}));
