// Properties meet the same cases in every run of the tests: what passes here passes elsewhere. `npm run check:properties` looks for others.
import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    propertySeed: number;
  }
}

fc.configureGlobal({ seed: inject('propertySeed') });
