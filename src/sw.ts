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

// What few need and is large (decoders of rare formats, the networks' runtime for graphics cards) is kept from its first use on, so that it
// works offline too. Names carry a hash: a newer one of the same takes the place of the old.
const KEPT = 'decoders';
const KEPT_NAME = /\/assets\/(decode-(?:dts|eac3|wma)|ort[a-z.-]*\.jspi[a-z.]*)-[^/]+\.(js|mjs|wasm)$/;
registerRoute(({ url }) => KEPT_NAME.test(url.pathname), async ({ request }) => {
  const kept = await caches.open(KEPT);
  const known = await kept.match(request.url);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) {
    await Promise.all((await kept.keys()).filter((old) => keptName(old.url) === keptName(request.url)).map((old) => kept.delete(old)));
    await kept.put(request.url, response.clone());
  }
  return response;
});

function keptName(url: string): string {
  const [, name, ending] = KEPT_NAME.exec(new URL(url).pathname) ?? [];
  return `${name}.${ending}`;
}

// A new version waits until the person says so.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first visit is served offline from its first minute on, workers that start later included.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
