// Entry of a thread: threads know no TypeScript until tsx is registered.
import { register } from 'tsx/esm/api';

register();
await import('./read-thread.ts');
