// Shell of the ingest worker: makes the dependencies, exposes the API.
import { expose } from 'comlink';
import { Database } from '../src/db/database';
import { createSessionFolders, SESSION_CHANNEL } from '../src/db/session-folders';
import { createIngest } from './ingest/create-ingest';

const db = new Database();
createSessionFolders({ db, channel: new BroadcastChannel(SESSION_CHANNEL) });
expose(createIngest({ db, now: () => Date.now() }));
