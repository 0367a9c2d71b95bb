// The export, whose code is fetched when a person first asks for one: the page starts without.
import { lazily } from '../lazily';
import type { LibraryExport } from './export';

export function lazyExport(make: () => Promise<LibraryExport>): LibraryExport {
  const libraryExport = lazily(make);
  return {
    build: async (options, onProgress, signal) => (await libraryExport()).build(options, onProgress, signal),
  };
}
