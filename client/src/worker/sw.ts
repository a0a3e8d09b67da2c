// The service worker: the shell of the app, kept whole in one cache for each version of it.
// The page that serves this file puts `self.shell` in front: a version and the addresses it needs.
type Scope = ServiceWorkerGlobalScope & { shell: { version: string; page: string; files: string[] } };
const scope = self as unknown as Scope;

const PREFIX = 'pinzhi-app-';
const { version, page, files } = scope.shell;

scope.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && address.pathname === page) event.respondWith(fromCache(page, request));
  else if (files.includes(address.pathname)) event.respondWith(fromCache(address.pathname, request));
});

/** All or nothing: when one file does not come, the version before stays in use. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(PREFIX + version);
  await cache.addAll([page, ...files].map((address) => new Request(address, { cache: 'no-cache' })));
}

async function forgetOthers(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function fromCache(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(PREFIX + version);
  return (await cache.match(address)) ?? fetch(request);
}
