// Composition root: the only file that makes workers and wires services, stores and the screen.
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createBootNotice } from './boot-notice';
import { nextTask } from './composables/next-task';
import { SERVICES, type Services } from './composables/services';
import { Database } from './db/database';
import { openDatabase, type OpenNotice } from './db/open';
import { createSessionFolders, SESSION_CHANNEL } from './db/session-folders';
import type { SyncApi } from './domain/sync/connection';
import type { IngestApi, PictureApi } from './domain/worker-api';
import { createAppI18n } from './i18n';
import { createAppRouter } from './router';
import { lazyBackup } from './services/backup/lazy-backup';
import { createChoices } from './services/choices/create-choices';
import { createCovers } from './services/covers/create-covers';
import { createDemo } from './services/demo/create-demo';
import { createLibraryWipe } from './services/export/create-library-wipe';
import { lazyExport } from './services/export/lazy-export';
import { folderInput } from './services/folders/ask-files';
import { createFolders } from './services/folders/create-folders';
import { createGivenFolders } from './services/folders/create-given';
import { createLocate } from './services/folders/create-locate';
import { createLaunches } from './services/launch/opened-files';
import { createLibrary } from './services/library/create-library';
import { batteryWatch } from './services/pipeline/battery';
import { createPipeline } from './services/pipeline/create-pipeline';
import { longTasks } from './services/pipeline/long-tasks';
import { watchPage } from './services/pipeline/page-signs';
import { poolSize } from './services/pipeline/pool-size';
import { stayAwake } from './services/pipeline/stay-awake';
import { createPlayer } from './services/player/create-player';
import { createPreferences } from './services/preferences/preferences';
import { createStorage } from './services/storage/storage';
import { createSync } from './services/sync/create-sync';
import { browserLine } from './services/sync/line';
import { explainStream } from './services/sync/stream-urls';
import { createUpdates } from './services/updates/create-updates';
import { createAudioPool } from './services/workers/audio-pool';
import { workerClient } from './services/workers/worker-client';
import * as mirrors from './stores/mirrors';

const baseUrl = new URL('./', document.baseURI).href;
const now = (): number => Date.now();
const newId = (): string => crypto.randomUUID();
const storageRoot = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();
const reload = (): void => location.reload();
const after = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const request = (url: string, init?: RequestInit): Promise<Response> => fetch(url, init);

/** Between the index and the first screen: its question, the rows, the drawing, with 100,000 tracks on two cores. */
const FIRST_SCREEN_MS = 1000;
/** An index made anew takes longer; work does not wait for it for ever. */
const INDEX_WITHIN_MS = 15_000;

/** While a folder is not there; looking costs one call of the file system. */
const LOOK_FOR_DISK_MS = 10_000;

// Static addresses: the bundler finds workers by this very form.
const makeIngest = (): Worker => new Worker(new URL('../workers/ingest.worker.ts', import.meta.url), { type: 'module', name: 'ingest' });
const makeAudio = (): Worker => new Worker(new URL('../workers/audio.worker.ts', import.meta.url), { type: 'module', name: 'audio' });
const makeSearch = (): Worker => new Worker(new URL('../workers/search.worker.ts', import.meta.url), { type: 'module', name: 'search' });
const makeSync = (): Worker => new Worker(new URL('../workers/sync.worker.ts', import.meta.url), { type: 'module', name: 'sync' });

const db = new Database();
const preferences = createPreferences(localStorage);
const i18n = createAppI18n(preferences);
const storage = createStorage(navigator.storage, async () => {
  const { storageParts } = await import('./services/storage/measure-storage');
  return storageParts({ db, manager: navigator.storage, caches: self.caches, pause: nextTask });
});
const library = createLibrary({ makeWorker: makeSearch });

const ingest = workerClient<IngestApi & PictureApi>(makeIngest);
const pipeline = createPipeline({
  db, now,
  ingest: ingest.calls,
  pool: createAudioPool({ makeWorker: makeAudio, size: poolSize(navigator.hardwareConcurrency), baseUrl, now }),
  random: Math.random,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  watchBattery: batteryWatch(navigator),
  canStayAwake: 'wakeLock' in navigator,
  storage: localStorage,
  locks: navigator.locks,
  tabs: new BroadcastChannel('soniquebay-pipeline'),
  Observer: window.FileSystemObserver,
  onPageHide: (listener) => window.addEventListener('pagehide', listener),
});

/** The first screen does not wait long for files that another tab may have. */
const SESSION_WITHIN_MS = 300;
const session = createSessionFolders({ db, channel: new BroadcastChannel(SESSION_CHANNEL), withinMs: SESSION_WITHIN_MS });
const askFiles = folderInput(document);

const folders = createFolders({
  db, now,
  showPicker: window.showDirectoryPicker?.bind(window),
  lendsFiles: askFiles !== undefined,
  scan: pipeline.scan,
  onAdded: () => void storage.persist(),
});

const choices = createChoices({ db, now, newId });
const locate = createLocate({
  db, folders, pipeline, choices,
  showFilePicker: window.showOpenFilePicker?.bind(window),
  showPicker: window.showDirectoryPicker?.bind(window),
});

const given = createGivenFolders({
  db, now, session, folders, askFiles,
  scan: pipeline.scan,
  storage: navigator.storage,
  hasPicker: window.showDirectoryPicker !== undefined,
  looseName: () => i18n.global.t('folders.given.loose'),
  onAdded: () => void storage.persist(),
});

const syncWorker = workerClient<SyncApi>(makeSync);
const sync = createSync({
  db, now, newId, storageRoot, folders, pipeline,
  random: Math.random,
  fetch: request,
  api: syncWorker.calls,
  line: browserLine(window),
  tabs: new BroadcastChannel('soniquebay-sync'),
  locks: navigator.locks,
  storage: navigator.storage,
  limitBytes: () => preferences.state().keepLimitBytes,
  keptName: () => i18n.global.t('boot.keptName'),
});

/** Nothing of this tab writes to the database from here on. */
function endWork(): void {
  pipeline.end();
  ingest.dispose();
  sync.end();
  syncWorker.dispose();
}

const services: Services = {
  covers: createCovers({ db, library, now, newId, ingest: ingest.calls }),
  db, choices, folders, given, library, locate, pipeline, preferences, storage, sync,
  launches: createLaunches({ db, launchQueue: window.launchQueue }),
  backup: lazyBackup(async () => (await import('./services/backup/create-backup')).createBackup({ db, now, newId })),
  demo: createDemo({ fetch: request, storageRoot, baseUrl, folders, name: () => i18n.global.t('boot.demoName') }),
  libraryExport: lazyExport(async () => {
    const [{ createLibraryExport }, { soundTagNames }] = await Promise.all([import('./services/export/create-library-export'), import('./domain/sound/sound-tags')]);
    return createLibraryExport({ db, now, soundTagNames });
  }),
  libraryWipe: createLibraryWipe({ db, stopWork: endWork, storageRoot, storage: localStorage, reload }),
  player: createPlayer({
    db, preferences, now, newId,
    storage: localStorage,
    mediaSession: 'mediaSession' in navigator ? navigator.mediaSession : null,
    random: Math.random,
    remote: { streamUrl: sync.streamUrl, explain: (url) => explainStream(request, url) },
    onPlaying: (trackId) => pipeline.focus('playing', [trackId]),
  }),
  updates: createUpdates({ page: window, serviceWorkerUrl: import.meta.env.PROD && 'serviceWorker' in navigator ? new URL('sw.js', baseUrl).href : null }),
};

stayAwake({ pipeline, wakeLock: navigator.wakeLock, page: document });
watchPage({
  window, document,
  player: services.player,
  isWorking: () => pipeline.state().phase === 'running',
  feel: pipeline.feel,
  now: () => performance.now(),
  watchLongTasks: longTasks,
  every: (ms, act) => void setInterval(act, ms),
});

const pinia = createPinia();
mirrors.useFoldersStore(pinia).follow(folders);
mirrors.useIndexStore(pinia).follow(library);
mirrors.usePipelineStore(pinia).follow(pipeline);
mirrors.usePlayerStore(pinia).follow(services.player);
mirrors.usePreferencesStore(pinia).follow(preferences);
mirrors.useSyncStore(pinia).follow(sync);
mirrors.useUpdatesStore(pinia).follow(services.updates);

const bootNotice = createBootNotice(document.body);

function showNotice(notice: OpenNotice | null): void {
  if (!notice) return bootNotice.hide();
  if (notice.kind !== 'blocked') endWork();
  const detail = notice.kind === 'failed' && notice.error.detail ? `\n${notice.error.detail}` : '';
  const button = notice.kind === 'blocked' ? null : { label: i18n.global.t('boot.reload'), press: reload };
  bootNotice.show(i18n.global.t(`boot.${notice.kind}`) + detail, button);
}

/** The first list comes first: a scan reads every row, and beside it the first list of 100,000 tracks took twice as long. */
async function start(): Promise<void> {
  if (!await openDatabase(db, showNotice)) return;
  const shown = Promise.all([folders.load(), library.open()]);
  await Promise.race([shown.catch(() => undefined), after(INDEX_WITHIN_MS)]);
  sync.start();
  await after(FIRST_SCREEN_MS);
  await Promise.all([shown, pipeline.start()]);
}

// What Chrome allows may change while the page is hidden, and a folder may be closed or unplugged while it is read.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void folders.load();
});
// A disk that was plugged in again is seen without a look by the person.
setInterval(() => {
  const isGone = folders.state().roots.some((root) => root.access === 'gone' && root.kind !== 'session');
  if (isGone && document.visibilityState === 'visible') folders.load().catch(() => undefined);
}, LOOK_FOR_DISK_MS);
let problem = pipeline.state().problem;
pipeline.subscribe((state) => {
  if (state.problem && state.problem !== problem) void folders.load();
  problem = state.problem;
});

// The database opens while the screen is drawn, and that in a task of its own: the code has just been loaded in this one.
const started = start();
await nextTask();
createApp(App).use(pinia).use(i18n).use(createAppRouter()).provide(SERVICES, services).mount('#app');
await started;
