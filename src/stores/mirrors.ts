// One store a service: what the screen shows of its state.
import { INITIAL_FOLDERS } from '../services/folders/folders';
import { INITIAL_INDEX } from '../services/library/library';
import { INITIAL_PIPELINE } from '../services/pipeline/pipeline';
import { INITIAL_PLAYER } from '../services/player/player';
import { DEFAULT_PREFERENCES } from '../services/preferences/preferences';
import { INITIAL_SYNC } from '../services/sync/sync';
import { INITIAL_UPDATES } from '../services/updates/updates';
import { mirrorStore } from './mirror';

export const useFoldersStore = mirrorStore('folders', INITIAL_FOLDERS);
export const useIndexStore = mirrorStore('index', INITIAL_INDEX);
export const usePipelineStore = mirrorStore('pipeline', INITIAL_PIPELINE);
export const usePlayerStore = mirrorStore('player', INITIAL_PLAYER);
export const usePreferencesStore = mirrorStore('preferences', DEFAULT_PREFERENCES);
export const useSyncStore = mirrorStore('sync', INITIAL_SYNC);
export const useUpdatesStore = mirrorStore('updates', INITIAL_UPDATES);
