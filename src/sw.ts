// Service worker: the whole app from the precache, so that it runs with the network off and the server stopped.
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { PrecacheEntry } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] };

// Cached responses keep their headers: the audio worker's own policy holds offline too.
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

// Only a page is ever answered with index.html: a missing .wasm or .onnx must say so. An address with a file ending is no page.
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/api(\/|$)/, /\/[^/]+\.[^/]+$/] }));

// A new version waits until the person says so.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first visit is served offline from its first minute on, workers that start later included.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
