// Keeps a served site for when there is no network: all of it from the first visit on. What is named
// after its content is never asked for again; a page is asked for anew where that can be done soon. FILES
// and KEPT are said by who writes the site, so a new version is another worker, and takes the old one's place.

const own = `${KEPT} ${self.registration.scope}`; // other sites may lie beside it
const PATIENCE = 4000; // milliseconds for a network that is there and does not answer
const fixed = (address) => /-[0-9a-f]{8}\.js$/.test(address);

self.addEventListener("install", (event) => {
  const fill = async () => {
    const kept = await caches.open(own);
    for (const file of FILES) {
      if (fixed(file) && (await kept.match(file))) continue;
      const answer = await fetch(file, { cache: fixed(file) ? "default" : "no-cache" });
      if (!answer.ok) throw new Error(`${file} is not there (${answer.status})`);
      await kept.put(file, answer);
    }
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const wanted = new Set(FILES.map((file) => String(new URL(file, self.registration.scope))));
  const left = async () => {
    const kept = await caches.open(own);
    for (const one of await kept.keys()) if (!wanted.has(one.url)) await kept.delete(one);
    await self.clients.claim();
  };
  event.waitUntil(left());
});

self.addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/[?#].*$/, "");
  if (event.request.method !== "GET" || !address.startsWith(self.registration.scope)) return;
  event.respondWith((async () => {
    const kept = await caches.open(own);
    const held = await kept.match(address.endsWith("/") ? address + "index.html" : address);
    if (held && fixed(address)) return held;
    const asked = fetch(event.request).then(async (fresh) => {
      if (fresh.ok) await kept.put(address, fresh.clone());
      return fresh;
    });
    if (!held) return asked;
    asked.catch(() => {});
    const waited = new Promise((ok) => setTimeout(ok, PATIENCE, held));
    return Promise.race([asked.catch(() => held), waited]);
  })());
});
