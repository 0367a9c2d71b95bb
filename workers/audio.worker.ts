// Shell of the audio worker: makes the dependencies, exposes the API.
import { expose } from 'comlink';
import { Database } from '../src/db/database';
import { createAudioApi } from './audio/audio-api';

expose(createAudioApi({ db: new Database(), now: () => performance.now() }));
