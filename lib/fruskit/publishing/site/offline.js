// Keeps a served site for when there is no network: all of it from the first visit on. What is named
// after its content is never asked for again; a page is asked for anew where that can be done. FILES
// is said by who writes the site, so a new version is another worker, and takes the old one's place.

const KEPT = "fruskit";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const wanted = new Set(FILES.map((file) => String(new URL(file, self.registration.scope))));
  const left = async () => {
    const kept = await caches.open(KEPT);
    for (const one of await kept.keys()) if (!wanted.has(one.url)) await kept.delete(one);
    await self.clients.claim();
  };
  event.waitUntil(left());
});

self.addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/#.*$/, "");
  if (event.request.method !== "GET" || !address.startsWith(self.registration.scope)) return;
  event.respondWith((async () => {
    const kept = await caches.open(KEPT);
    const held = await kept.match(address.endsWith("/") ? address + "index.html" : address);
    if (held && address.endsWith(".js")) return held;
    try {
      const fresh = await fetch(event.request);
      if (fresh.ok) await kept.put(address, fresh.clone());
      return fresh;
    } catch (problem) {
      if (held) return held;
      throw problem;
    }
  })());
});
