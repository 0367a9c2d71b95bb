// Shell of the ingest worker: makes the dependencies, exposes the API.
import { expose } from 'comlink';
import { Database } from '../src/db/database';
import { createIngest } from './ingest/create-ingest';

expose(createIngest({ db: new Database(), now: () => Date.now() }));
