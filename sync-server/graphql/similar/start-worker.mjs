// Starts the similarity worker: a thread has no TypeScript loader of its own, whatever the process runs with.
import { register } from 'tsx/esm/api';

register();
await import('./similar-worker.ts');
