// Python, in a worker of its own, with the record in the browser's store. One message is answered after
// the other; an answer is stored before its reply leaves. Several tabs share one record: each takes
// the newest under a lock before it changes it.

const RECORD = "/kit/record.sqlite";
const START = `
import os, sys
sys.path.insert(0, "/kit/lib")
os.chdir("/kit/notebooks")
os.environ["FRUSKIT_RECORD"] = "${RECORD}"
os.chmod(".", 0o555)  # a file that is put here would reach nobody
import fruskit
from fruskit.cards.page import PageHost
host = PageHost(fruskit)
`;
const NOWHERE = "https://nowhere.invalid/"; // all that Pyodide asks for is handed to it
let python, host, name, store, image, stamp;

const done = (request) => new Promise((ok, no) => {
  request.onsuccess = () => ok(request.result);
  request.onerror = () => no(request.error);
});

async function opened(name) {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("record");
  return done(asked);
}

// Takes the record that another tab has stored since.
async function refresh() {
  if (!store) return;
  const held = store.transaction("record").objectStore("record");
  const now = await done(held.get("stamp"));
  if (now === stamp) return;
  [stamp, image] = [now, await done(held.get("image"))];
  if (image) python.FS.writeFile(RECORD, image);
  else if (python.FS.analyzePath(RECORD).exists) python.FS.unlink(RECORD); // it was given away
}

const held = () => (python.FS.analyzePath(RECORD).exists ? python.FS.readFile(RECORD) : null);
const same = (a, b) => a && b && a.length === b.length && a.every((byte, n) => byte === b[n]);

// Stores the record if it has changed; it is in the store when this returns.
async function keep() {
  const now = held();
  if (!now || same(now, image)) return;
  if (!store) throw new Error("this browser gives no store");
  const writing = store.transaction("record", "readwrite", { durability: "strict" });
  const fresh = crypto.randomUUID?.() ?? String(Math.random());
  writing.objectStore("record").put(now, "image");
  writing.objectStore("record").put(fresh, "stamp");
  await new Promise((ok, no) => {
    writing.oncomplete = ok;
    writing.onerror = writing.onabort = () => no(writing.error);
  });
  [image, stamp] = [now, fresh];
}

// Does something with the record; what it gives, and why it is not stored, if it is not.
const withRecord = (work) => navigator.locks.request(name, async () => {
  await refresh();
  const given = work();
  const unkept = await keep().then(() => "", (problem) => String(problem?.message || problem));
  return { given, unkept };
});

async function start({ parts, kit, record }) {
  name = record;
  const url = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));
  const { loadPyodide } = await import(url(parts.entry, "text/javascript"));
  const { default: createPyodideModule } = await import(url(parts.asm, "text/javascript"));
  const real = fetch;
  const wasm = url(parts.wasm, "application/wasm");
  globalThis.fetch = (what, ...rest) => real(String(what).endsWith("pyodide.asm.wasm") ? wasm : what, ...rest);
  python = await loadPyodide({
    createPyodideModule, indexURL: NOWHERE, packageBaseUrl: NOWHERE,
    lockFileContents: parts.lock, stdLibURL: url(parts.stdlib, "application/zip"),
  });
  python.FS.mkdirTree("/kit");
  python.unpackArchive(kit, "zip", { extractDir: "/kit" });
  let blocked = "";
  try {
    store = await opened(name);
  } catch (problem) {
    blocked = String(problem?.message || problem);
  }
  const { unkept } = await withRecord(() => { python.runPython(START); });
  host = python.globals.get("host");
  return { given: null, unkept: blocked || unkept };
}

// After this nothing is left in the browser.
async function leave() {
  const { given, unkept } = await withRecord(() => host.erase());
  if (store) {
    const writing = store.transaction("record", "readwrite", { durability: "strict" });
    writing.objectStore("record").clear();
    await new Promise((ok) => { writing.oncomplete = ok; });
  }
  return { given, unkept };
}

let before = Promise.resolve();
onmessage = ({ data: { id, what, args } }) => {
  before = before.then(async () => {
    try {
      const work = { start: () => start(...args), leave }[what] || (() => withRecord(() => host[what](...args)));
      postMessage({ id, ...(await work()) });
    } catch (problem) {
      postMessage({ id, problem: String(problem?.message || problem).trim().split("\n").at(-1) });
    }
  });
};
