// A lesson that is live without a server: it brings Python into the page, then each card, leaf and
// panel in its place. model.js comes before it; worker.js is in the page as text.

const part = (id) => document.getElementById(id);
const status = part("fk-status");
const about = JSON.parse(part("fk-about").textContent);
const tell = (words) => { status.textContent = words; status.hidden = !words; };
const warn = (why) => {
  part("fk-unkept").hidden = !why;
  part("fk-why").textContent = why;
};

// --- the parts of Python: in the page, or beside it

async function inPage(id) {
  const packed = Uint8Array.from(atob(part(id).textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function beside(address, count) {
  const answer = await fetch(new URL(address, location));
  if (!answer.ok) throw new Error(`${address} is not there (${answer.status})`);
  const reader = answer.body.getReader();
  const pieces = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    count(read.value.length);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function fetched() {
  let got = 0;
  const million = (bytes) => (bytes / 1e6).toFixed(0);
  const count = (bytes) => tell(`Loading Python: ${million((got += bytes))} of ${million(about.size)} MB`);
  const bytes = {};
  for (const [name, address] of Object.entries(about.parts)) {
    bytes[name] = address ? await beside(address, count) : await inPage(`fk-${name}`);
  }
  const { kit, lock, ...parts } = bytes;
  return [kit, { ...parts, lock: new TextDecoder().decode(lock) }];
}

// --- Python in its worker

let worker;
const waiting = new Map();
function ask(what, ...args) {
  return new Promise((ok, no) => {
    const id = Math.random().toString(36).slice(2);
    waiting.set(id, { ok, no });
    worker.postMessage({ id, what, args });
  });
}

async function begin() {
  tell("Loading Python");
  const [kit, parts] = await fetched();
  tell("Python starts");
  // Pyodide takes a worker that could importScripts for one of an older kind.
  const source = `globalThis.importScripts = undefined;\n${part("fk-worker").textContent}`;
  worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onerror = (event) => tell(`Python could not start: ${event.message}`);
  worker.onmessage = ({ data: { id, given, unkept, problem } }) => {
    const { ok, no } = waiting.get(id);
    waiting.delete(id);
    if (problem !== undefined) return no(new Error(problem));
    warn(unkept || "");
    ok(given);
  };
  await ask("start", { parts, kit, record: about.record });
}

async function receive(name, message) {
  const told = JSON.parse(await ask("receive", name, JSON.stringify(message)));
  if (message.type === "answer") dispatchEvent(new Event("fk-answered"));
  return told;
}

// Brings one place alive; the page does not move for it, and the focus stays where it is.
async function revive(place, n) {
  const shown = JSON.parse(await ask("show", String(n), place.dataset.call, place.dataset.given));
  const live = document.createElement("div");
  if (shown.script) {
    style(shown.style);
    await draw(String(n), shown, live, receive);
  } else live.innerHTML = shown.html; // markup of the kit's own, in which all words are escaped
  const above = place.getBoundingClientRect().bottom < 0;
  const height = place.offsetHeight;
  place.replaceChildren(live);
  place.dataset.live = "";
  if (above) scrollBy(0, place.offsetHeight - height);
}

const styled = new Set();
function style(css) {
  if (styled.has(css)) return;
  styled.add(css);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
}

// --- the record, which is the student's own

async function download() {
  const words = await ask("export");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "application/json" }));
  link.download = "my-record.json";
  link.click();
}

function again() {
  dispatchEvent(new Event("fk-again"));
  location.reload();
}

const acts = {
  "fk-export": download,
  async "fk-erase"(button) {
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = "Erase everything? Press again to do it";
      return;
    }
    await ask("leave");
    again();
  },
  async "fk-leave"() {
    await download();
    await ask("leave");
    worker.terminate(); // it would begin a new record
    document.querySelector("main").remove();
    part("fk-record").remove();
    tell("Your record is in the file that was downloaded, and nothing is left in this browser.");
  },
};

async function merge(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    const count = await ask("merge", await file.text());
    tell(`${count} answer${count === 1 ? "" : "s"} added.`);
    again();
  } catch (problem) {
    tell(`Nothing was added. ${problem.message}`);
  }
}

async function main() {
  if (about.offline) navigator.serviceWorker?.register(about.offline).catch(() => {}); // it serves without, too
  await begin();
  const places = [...document.querySelectorAll("[data-call]")];
  for (const [n, place] of places.entries()) {
    tell(`Bringing the exercises alive: ${n + 1} of ${places.length}`);
    try {
      await revive(place, n);
    } catch (problem) {
      console.error(place.dataset.call, problem);
      place.append(Object.assign(document.createElement("p"), { textContent: `This cannot be shown here (${problem.message}).` }));
    }
  }
  for (const [id, act] of Object.entries(acts)) part(id).addEventListener("click", ({ target }) => act(target));
  part("fk-import").addEventListener("change", merge);
  part("fk-record").hidden = false;
  document.documentElement.dataset.ready = "";
  dispatchEvent(new Event("fk-ready"));
  tell("");
}

main().catch((problem) => tell(`Python could not start here (${problem.message}). The lesson can be read, and printed, as it is.`));
