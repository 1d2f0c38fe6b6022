// The record in the browser's store: the whole SQLite file, and a stamp that is new with each change.
// What `change` has told as kept is on disk. Tabs share the record: each takes what another has stored
// before it changes it, under a lock where the browser has locks (a page from a plain http address has
// none). It knows nothing of Python: `file` has read() and write(bytes), where null is no file, and
// merge(write), which writes and then adds again what was in the file before.

const done = (request) => new Promise((ok, no) => {
  request.onsuccess = () => ok(request.result);
  request.onerror = () => no(request.error);
});
const written = (writing) => new Promise((ok, no) => {
  writing.oncomplete = ok;
  writing.onerror = writing.onabort = () => no(writing.error);
});

// A database with one table, `held`; it steps aside when another tab deletes it.
async function opened(name) {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("held");
  const base = await done(asked);
  base.onversionchange = () => base.close();
  return base;
}
const all = (base, mode) => {
  const one = base.transaction("held", mode, { durability: "strict" });
  return [one.objectStore("held"), one];
};
const gone = (name) => done(indexedDB.deleteDatabase(name)).catch(() => {});

const WHY = {
  QuotaExceededError: "There is no room left for it.",
  SecurityError: "This browser, or the site around this page, lets it keep nothing.",
};
function why(problem) {
  const words = String(problem?.message || problem);
  const known = /NO_SPACE/.test(words) ? "QuotaExceededError" : /permission|denied/.test(words) ? "SecurityError" : problem?.name;
  return WHY[known] || words;
}
const same = (a, b) => a && b && a.length === b.length && a.every((byte, n) => byte === b[n]);

// spare: gives room free, when there is none; tells whether it could.
function recordStore(name, file, spare) {
  let image = null; // what is stored
  let stamp; // of that
  let ahead = false; // whether the file holds what could not be stored
  const tabs = new BroadcastChannel(name); // where it is told that the record was erased
  tabs.onmessage = () => {
    file.write(null);
    [image, stamp, ahead] = [null, undefined, false];
  };

  async function refresh(base) {
    const [held] = all(base);
    const now = await done(held.get("stamp"));
    if (now === stamp) return;
    if (now === undefined) { // the browser has lost it, as on a full disk: the file is stored anew
      [stamp, image] = [now, null];
      return;
    }
    const other = await done(held.get("image"));
    if (ahead) file.merge(() => file.write(other));
    else file.write(other);
    [stamp, image] = [now, other];
  }

  // Stores the file; where another tab was quicker, together with what that one has stored.
  async function store(base) {
    const now = file.read();
    if (!now || same(now, image)) return;
    ahead = true;
    const [held, writing] = all(base, "readwrite");
    if ((await done(held.get("stamp"))) !== stamp) {
      writing.abort();
      await refresh(base);
      return store(base);
    }
    const fresh = String(Math.random());
    held.put(now, "image");
    held.put(fresh, "stamp");
    await written(writing);
    [image, stamp, ahead] = [now, fresh, false];
  }

  async function changed(work) {
    let base = null;
    let given;
    const turn = async (then) => {
      try {
        await then(base ||= await opened(name));
        return "";
      } catch (problem) {
        return problem;
      }
    };
    try {
      const unread = await turn(refresh);
      given = work();
      let problem = unread || (await turn(store));
      if (problem.name === "QuotaExceededError" && (await spare())) problem = await turn(store);
      return { given, unkept: problem && why(problem) };
    } finally {
      base?.close();
    }
  }
  const locked = (then) => (navigator.locks ? navigator.locks.request(name, then) : then());

  return {
    // Does something with the record: what it gives, and why the record is not stored, if it is not.
    change: (work) => locked(() => changed(work)).catch((problem) => {
      if (problem?.name !== "SecurityError") throw problem;
      return changed(work); // locks are denied to it as well
    }),
    // After this nothing of it is in the browser.
    async forget() {
      await gone(name);
      tabs.postMessage("");
    },
  };
}
