// Backups whose code, MessagePack with it, is fetched when a person first asks for one: the page starts without.
import { lazily } from '../lazily';
import type { Backup } from './backup';

export function lazyBackup(make: () => Promise<Backup>): Backup {
  const backup = lazily(make);
  return {
    save: async (withFacts, onProgress) => (await backup()).save(withFacts, onProgress),
    inspect: async (file) => (await backup()).inspect(file),
    restore: async (file, onProgress) => (await backup()).restore(file, onProgress),
  };
}
