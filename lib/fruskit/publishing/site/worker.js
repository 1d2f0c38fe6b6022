// Python, in a worker of its own, with the record in the browser's store; Pyodide's scripts and store.js come
// before it. One message is answered after the other; an answer is stored before its reply leaves.
//
// A first visit leaves Python's memory behind, as it is when the library has come and before it has seen
// a record: a later visit takes it up there. What was not alive twice in a row is not taken up again.

const RECORD = "/kit/record.sqlite";
const LIBRARY = `
import os, sys
sys.path.insert(0, "/kit/lib")
os.environ["FRUSKIT_RECORD"] = "${RECORD}"
import fruskit
from fruskit.cards.page import PageHost
host = PageHost(fruskit)
len(host.exercises)
`;
const PLACE = `
import os
for folder, _, names in os.walk("/kit"):
    for name in names:
        os.utime(f"{folder}/{name}", (0, 0))  # as it was when it was read before
os.chdir("/kit/notebooks")
os.chmod(".", 0o555)  # a file that is put here would reach nobody
`;
const NOWHERE = "https://nowhere.invalid/"; // all that Pyodide asks for is handed to it
const MEMORY = "fruskit-python";
let python, host, record, memory;

const through = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();

const file = {
  read: () => (python.FS.analyzePath(RECORD).exists ? python.FS.readFile(RECORD) : null),
  write(bytes) {
    if (bytes) python.FS.writeFile(RECORD, bytes);
    else if (python.FS.analyzePath(RECORD).exists) python.FS.unlink(RECORD);
  },
  merge(write) {
    const own = host.export();
    write();
    host.merge(own);
  },
};

// --- Python's memory, from the last visit and for the next

// Does something with what is kept of it; undefined where nothing can be kept.
async function withMemory(then) {
  let base;
  try {
    base = await opened(MEMORY);
    const [held, writing] = all(base, "readwrite");
    const given = await then(held);
    await written(writing);
    return given;
  } catch {
    return undefined;
  } finally {
    base?.close();
  }
}

// What an earlier visit left, if it is of the same page in the same browser.
async function remembered(name, key) {
  const packed = await withMemory(async (held) => {
    const [kept, tries = 0] = [await done(held.get(name)), await done(held.get(`${name} tries`))];
    held.put(tries + 1, `${name} tries`);
    return kept?.key === key && tries < 2 ? kept.packed : null;
  });
  return packed ? new Uint8Array(await through(packed, new DecompressionStream("gzip"))) : null;
}

// All is alive: the memory was sound, or is there to be kept.
async function settled({ name, key }) {
  const packed = memory && (await through(memory, new CompressionStream("gzip")));
  memory = null;
  await withMemory(async (held) => {
    if (packed) held.put({ packed, key }, name);
    held.put(0, `${name} tries`);
  });
}

// Tells whether there was any.
async function forgotten() {
  const there = await withMemory((held) => done(held.count()));
  await gone(MEMORY);
  return !!there;
}

// --- what a page asks for

async function load({ wasm, lock, stdlib }, snapshot) {
  globalThis.fetch = async (what) => (String(what).endsWith(".wasm")
    ? new Response(wasm, { headers: { "Content-Type": "application/wasm" } }) : new Response(stdlib));
  const createPyodideModule = async (settings) => {
    const module = await globalThis.createPyodideModule(settings);
    const size = snapshot?.length ?? 0; // Pyodide does not make room for it (its issue 6254)
    if (size > module.HEAP8.length) module.growMemory(size);
    return module;
  };
  return loadPyodide({
    createPyodideModule, indexURL: NOWHERE, packageBaseUrl: NOWHERE, lockFileContents: lock,
    stdLibURL: `${NOWHERE}stdlib`, ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
  });
}

async function begin({ kit, ...parts }, snapshot) {
  python = await load(parts, snapshot);
  python.FS.mkdirTree("/kit");
  python.unpackArchive(kit, "zip", { extractDir: "/kit" });
  python.runPython(PLACE);
  if (!snapshot) {
    python.runPython(LIBRARY);
    memory = python.makeMemorySnapshot();
  }
  host = python.globals.get("host");
}

async function start(parts, page, learner) {
  const snapshot = await remembered(page.name, page.key).catch(() => null);
  try {
    await begin(parts, snapshot);
  } catch (problem) {
    if (!snapshot) throw problem;
    await begin(parts, null);
  }
  record = recordStore(`${page.name} ${learner}`.trim(), file, forgotten);
  return record.change(() => null);
}

const acts = {
  start,
  // After these there is no record in the browser; and nothing else of ours, either.
  erase: async () => ({ given: await record.forget() }),
  leave: async () => ({ given: (await record.forget(), await forgotten()) }),
  settled: async (page) => ({ given: await settled(page) }),
};

let before = Promise.resolve();
onmessage = ({ data: { id, what, args } }) => {
  before = before.then(async () => {
    try {
      postMessage({ id, ...(await (acts[what]?.(...args) ?? record.change(() => host[what](...args)))) });
    } catch (problem) {
      postMessage({ id, problem: String(problem?.message || problem).trim().split("\n").at(-1) });
    }
  });
};
