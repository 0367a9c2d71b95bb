// Shell of the audio worker: makes the dependencies, exposes the API.
import { expose } from 'comlink';
import { Database } from '../src/db/database';
import { createSessionFolders, SESSION_CHANNEL } from '../src/db/session-folders';
import { createAudioApi } from './audio/audio-api';
import { watchWasmMemory } from './audio/wasm-memory';

const db = new Database();
createSessionFolders({ db, channel: new BroadcastChannel(SESSION_CHANNEL) });
expose(createAudioApi({ db, now: () => performance.now(), heldBytes: watchWasmMemory() }));
