// Typed access to the services that main.ts wires: no component imports a service's implementation.
import { inject, type InjectionKey } from 'vue';
import type { Database } from '../db/database';
import type { Backup } from '../services/backup/backup';
import type { Choices } from '../services/choices/choices';
import type { Covers } from '../services/covers/covers';
import type { Demo } from '../services/demo/demo';
import type { LibraryExport, LibraryWipe } from '../services/export/export';
import type { Folders } from '../services/folders/folders';
import type { GivenFolders } from '../services/folders/given';
import type { Locate } from '../services/folders/locate';
import type { Launches } from '../services/launch/opened-files';
import type { Library } from '../services/library/library';
import type { Pipeline } from '../services/pipeline/pipeline';
import type { Player } from '../services/player/player';
import type { Preferences } from '../services/preferences/preferences';
import type { StorageCare } from '../services/storage/storage';
import type { Sync } from '../services/sync/sync';
import type { Updates } from '../services/updates/updates';

export interface Services {
  readonly db: Database;
  readonly backup: Backup;
  readonly choices: Choices;
  readonly covers: Covers;
  readonly demo: Demo;
  readonly libraryExport: LibraryExport;
  readonly libraryWipe: LibraryWipe;
  readonly folders: Folders;
  readonly given: GivenFolders;
  readonly launches: Launches;
  readonly library: Library;
  readonly locate: Locate;
  readonly pipeline: Pipeline;
  readonly player: Player;
  readonly preferences: Preferences;
  readonly storage: StorageCare;
  readonly sync: Sync;
  readonly updates: Updates;
}

export const SERVICES: InjectionKey<Services> = Symbol('services');

export function useServices(): Services {
  const services = inject(SERVICES);
  if (!services) throw new Error('No services provided: main.ts wires them.');
  return services;
}
