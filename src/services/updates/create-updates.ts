// The service worker as the page sees it: offline readiness, a new version, and Chrome's offer to install the app.
import { Workbox } from 'workbox-window';
import { channel, type Channel } from '../listenable';
import { INITIAL_UPDATES, type Updates, type UpdatesState } from './updates';

const CHECK_EVERY_MS = 60 * 60 * 1000;

export interface UpdatesDeps {
  /** Address of the service worker script; null where there is none (development, a browser without). */
  readonly serviceWorkerUrl: string | null;
  readonly page: Window;
}

/** Chrome's event; not in the standard types. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

export function createUpdates({ serviceWorkerUrl, page }: UpdatesDeps): Updates {
  const state = channel<UpdatesState>(INITIAL_UPDATES);
  const worker = serviceWorkerUrl === null ? null : followWorker(serviceWorkerUrl, page, state);
  const install = followInstallPrompt(page, state);
  return {
    state: state.state,
    subscribe: state.subscribe,
    apply: () => worker?.messageSkipWaiting(),
    install,
  };
}

function followWorker(url: string, page: Window, state: Channel<UpdatesState>): Workbox {
  const worker = new Workbox(url, { updateViaCache: 'none' });
  const container = page.navigator.serviceWorker;
  if (container.controller) state.set({ offlineReady: true });
  worker.addEventListener('activated', () => state.set({ offlineReady: true }));
  worker.addEventListener('waiting', () => state.set({ updateReady: true }));
  // Every tab reloads: the files of the old version are gone from the cache. Workbox's `isUpdate` stays false in a tab that
  // was open since the first visit, so what counts is whether another worker was in charge before.
  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (controlled) page.location.reload();
    controlled = true;
  });
  const check = (): void => {
    // Offline, or the server is down: the next check will tell.
    if (page.navigator.onLine) void worker.update().catch(() => undefined);
  };
  // A blocked or missing script leaves the app as an ordinary page.
  void worker.register().then(() => page.setInterval(check, CHECK_EVERY_MS), () => undefined);
  return worker;
}

/** @returns what shows the prompt; it can be shown once an offer */
function followInstallPrompt(page: Window, state: Channel<UpdatesState>): () => Promise<void> {
  let offered: InstallPrompt | null = null;
  const offer = (prompt: InstallPrompt | null): void => {
    offered = prompt;
    state.set({ canInstall: prompt !== null });
  };
  page.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer(event as InstallPrompt);
  });
  page.addEventListener('appinstalled', () => offer(null));
  return async () => {
    const prompt = offered;
    offer(null);
    await prompt?.prompt();
  };
}
