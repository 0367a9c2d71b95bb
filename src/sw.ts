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

// Decoders of rare formats are large: kept from their first use on, so that they work offline too. Their names carry a hash.
const DECODERS = 'decoders';
registerRoute(({ url }) => /\/assets\/decode-(dts|eac3|wma)-[^/]+\.js$/.test(url.pathname), async ({ request }) => {
  const kept = await caches.open(DECODERS);
  const known = await kept.match(request.url);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) {
    await Promise.all((await kept.keys()).filter((old) => decoderOf(old.url) === decoderOf(request.url)).map((old) => kept.delete(old)));
    await kept.put(request.url, response.clone());
  }
  return response;
});

function decoderOf(url: string): string {
  return /decode-[a-z0-9]+/.exec(url)?.[0] ?? '';
}

// A new version waits until the person says so.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first visit is served offline from its first minute on, workers that start later included.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
