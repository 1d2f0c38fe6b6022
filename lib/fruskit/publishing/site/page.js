// A lesson that is live without a server: it brings Python into the page, then each card, leaf and
// panel in its place. model.js comes before it; store.js and worker.js are in the page as text.

const part = (id) => document.getElementById(id);
const about = JSON.parse(part("fk-about").textContent);

// What is going on; of: how much of it there is, as far as that is known. Only the words are spoken.
function tell(words, { busy = false, done = 0, of = 0, unit = "" } = {}) {
  if (part("fk-said").textContent !== words) part("fk-said").textContent = words;
  part("fk-count").textContent = of ? `${done} of ${of}${unit}` : "";
  const bar = part("fk-bar");
  [bar.hidden, bar.max] = [!busy, of || 1];
  if (of) bar.value = done;
  else bar.removeAttribute("value");
  part("fk-status").hidden = !words;
}

// Why answers are not kept, or nothing; it is told anew with each answer, also where it was closed.
function warn(why) {
  part("fk-unkept").hidden = !why;
  part("fk-alone").hidden = window === top; // in a frame of another site less may be allowed
  part("fk-alone").href = location.href;
  part("fk-why").textContent = "";
  part("fk-why").textContent = why;
}

// --- the parts of Python: in the page, or beside it; packed in either place

async function fetched(name, address, count) {
  const from = address ? new URL(address, location) : `data:;base64,${part(`fk-${name}`).textContent}`;
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${address} is not there (${answer.status})`);
  const counted = new TransformStream({
    transform(piece, to) {
      count(piece.length);
      to.enqueue(piece);
    },
  });
  const bytes = answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(bytes).arrayBuffer());
}

async function allFetched() {
  let got = 0;
  const count = (bytes) => {
    got += bytes;
    tell("Loading Python", { busy: true, done: Math.round(got / 1e6), of: Math.round(about.size / 1e6), unit: " MB" });
  };
  const names = Object.entries(about.parts).map(async ([name, address]) => [name, await fetched(name, address, count)]);
  const parts = Object.fromEntries(await Promise.all(names));
  return { ...parts, lock: new TextDecoder().decode(parts.lock) };
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

// A module as a script: WebKit lets a worker of a page from the disk import and fetch nothing, so that all
// it runs is in its own source.
const asScript = (bytes) => `(() => { "use strict"; ${new TextDecoder().decode(bytes)
  .replaceAll("import.meta.url", "location.href")
  .replace(/export\s*\{\s*(\w+) as loadPyodide\b[^}]*\}/, "globalThis.loadPyodide = $1")
  .replace(/export default (\w+)/, "globalThis.createPyodideModule = $1")}\n})();`;

async function begin() {
  if (about.offline && location.protocol === "file:") {
    throw new Error("this page belongs to a web site, and works there; from a disk open a lesson that is one file");
  }
  tell("Loading Python", { busy: true });
  const { entry, asm, ...parts } = await allFetched();
  tell("Python starts", { busy: true });
  // Pyodide takes a worker that could importScripts for one of an older kind.
  const own = ["fk-store", "fk-worker"].map((id) => part(id).textContent);
  const source = ["globalThis.importScripts = undefined;", asScript(entry), asScript(asm), ...own];
  worker = new Worker(URL.createObjectURL(new Blob([source.join("\n")], { type: "text/javascript" })));
  worker.onerror = (event) => tell(`Python has stopped (${event.message}). Load this page again: your answers are kept.`);
  worker.onmessage = ({ data: { id, given, unkept, problem } }) => {
    const { ok, no } = waiting.get(id);
    waiting.delete(id);
    if (problem !== undefined) return no(new Error(problem));
    if (unkept !== undefined) {
      kept = !unkept;
      warn(unkept);
    }
    ok(given);
  };
  await ask("start", parts, about.page, learner());
}

let kept = true; // whether the record is in the store
let unsaved = false; // whether something was told that is kept nowhere
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

let answers = 0; // so many things have been told; what sums them up may be of before
async function receive(name, message) {
  const told = JSON.parse(await ask("receive", name, JSON.stringify(message)));
  const counts = ["answer", "note", "forget"].includes(message.type);
  answers += counts;
  if (answers === 1) allowed(() => navigator.storage.persist()); // a browser may ask: nothing waits for it
  unsaved = !kept && (unsaved || counts);
  if (message.type === "answer") dispatchEvent(new Event("fk-answered"));
  return told;
}

// --- places come alive

// Changes something while what is read, or written in, stays where it is on the screen.
function steady(change) {
  const seen = (node) => node && node.getBoundingClientRect().bottom > 0 && node.getBoundingClientRect().top < innerHeight;
  const own = document.activeElement.closest("main > *");
  const fixed = seen(own) ? own : [...document.querySelectorAll("main > *")].find(seen);
  const top = fixed?.getBoundingClientRect().top;
  change();
  if (fixed) scrollBy({ top: fixed.getBoundingClientRect().top - top, behavior: "instant" });
}

// Puts what is live in the place of what was still, with the switches and the focus as they were.
function put(place, live) {
  const like = ({ localName, classList }) => live.querySelector([localName, ...classList].join("."));
  const focused = place.contains(document.activeElement) && document.activeElement;
  for (const box of place.querySelectorAll("input[type=checkbox][class]")) {
    const other = like(box);
    if (other) other.checked = box.checked;
  }
  place.replaceChildren(live);
  if (focused) (like(focused) || live.querySelector("[tabindex]"))?.focus({ preventScroll: true });
}

// What sums up what was answered is drawn anew when one comes to it.
const views = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (isIntersecting && target.dataset.live !== String(answers) && !target.contains(document.activeElement)) revive(target);
  }
});

async function revive(place) {
  const { call, given, name } = place.dataset;
  const live = document.createElement("div");
  try {
    const shown = JSON.parse(await ask("show", name, call, given));
    if (shown.script) {
      style(shown.style);
      await draw(name, shown, live, receive);
    } else live.innerHTML = shown.html; // markup of the kit's own, in which all words are escaped
    steady(() => put(place, live));
    place.dataset.live = answers;
    if (call === "portfolio") place.append(saving());
    if (!["exercise", "page"].includes(call)) views.observe(place);
  } catch (problem) {
    console.error(call, given, problem);
    place.append(Object.assign(document.createElement("p"), { textContent: `This cannot be shown here (${problem.message}).` }));
  }
}

// All places, those first that are near to what is on the screen.
async function reviveAll() {
  const places = [...document.querySelectorAll("[data-call]")];
  for (const [n, place] of places.entries()) place.dataset.name = n;
  const away = (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom < 0 ? 2 * innerHeight - bottom : Math.max(0, top);
  };
  for (let left = places; left.length; left = left.slice(1)) {
    left.sort((a, b) => away(a) - away(b));
    tell("The exercises come alive", { busy: true, done: places.length - left.length + 1, of: places.length });
    await revive(left[0]);
  }
}

const styled = new Set();
function style(css) {
  if (styled.has(css)) return;
  styled.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}

// --- the record, which is the student's own; each who uses this browser can have one

const FILE = "my-record.json";
const LEARNER = "fruskit learner";

function learner() {
  if (about.learner) return about.learner; // an LMS knows who it is
  try {
    return localStorage.getItem(LEARNER) || "";
  } catch {
    return ""; // it keeps nothing
  }
}

// Says whose record it is, and who else has one here.
async function introduce() {
  part("fk-whose").textContent = learner() && `: ${learner()}`;
  part("fk-name").value = learner();
  const bases = await indexedDB.databases();
  const names = bases.map(({ name }) => name.split(`${about.page.name} `)[1]).filter(Boolean);
  part("fk-names").replaceChildren(...names.map((name) => new Option(name)));
}

function save(name, words, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type }));
  link.download = name;
  link.click();
}

function again() {
  unsaved = false;
  dispatchEvent(new Event("fk-again"));
  location.reload();
}

async function download() {
  save(FILE, await ask("export"), "application/json");
  unsaved = false;
}

function saving() {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Save this portfolio as a page" });
  button.onclick = async () => save("portfolio.html", await ask("portfolio"), "text/html");
  return button;
}

// What is pressed twice, for it cannot be undone; true the second time.
function sure(button, words) {
  const again = button.dataset.sure !== undefined;
  button.dataset.sure = "";
  button.textContent = words;
  return again;
}

// Does what a page in a frame, or in a window that keeps nothing, may not be allowed to do.
const allowed = (act) => Promise.resolve().then(act).catch(() => {});

// What was begun in this tab alone.
const forget = () => allowed(() => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("fruskit")) sessionStorage.removeItem(key);
});

async function takeAlong(button) {
  if (!sure(button, `${FILE} is among your downloads: now remove everything here`)) return download();
  await ask("leave");
  worker.terminate(); // it would begin a new record
  await forget();
  await allowed(async () => (await navigator.serviceWorker.getRegistration()).unregister());
  await allowed(async () => {
    for (const name of await caches.keys()) if (name.startsWith(about.page.name)) await caches.delete(name);
  });
  await allowed(() => localStorage.removeItem(LEARNER));
  for (const node of document.querySelectorAll("main, #fk-record, #fk-unkept")) node.remove();
  tell(`Nothing of yours is left in this browser. Take ${FILE} with you: it is where this computer puts downloads.`);
}

const acts = {
  "fk-export": download,
  "fk-rescue": download,
  "fk-close": () => warn(""),
  "fk-leave": takeAlong,
  "fk-be"() {
    localStorage.setItem(LEARNER, part("fk-name").value.trim());
    again();
  },
  async "fk-erase"(button) {
    if (!sure(button, "Erase everything? Press again to do it")) return;
    await ask("erase");
    await forget();
    again();
  },
};

async function merge({ target }) {
  const [file] = target.files;
  if (!file) return;
  target.value = ""; // or the same file, mended, would be no change
  try {
    const count = await ask("merge", await file.text());
    await reviveAll();
    tell(`${count} answer${count === 1 ? "" : "s"} added.`);
    dispatchEvent(new Event("fk-answered"));
  } catch (problem) {
    tell(`Nothing was added. ${problem.message}`);
  }
}

async function main() {
  await begin();
  for (const [id, act] of Object.entries(acts)) {
    part(id).addEventListener("click", ({ target }) => Promise.resolve(act(target)).catch((problem) => tell(problem.message)));
  }
  part("fk-import").addEventListener("change", merge);
  await reviveAll();
  await allowed(introduce);
  part("fk-record").hidden = false;
  document.documentElement.dataset.ready = "";
  dispatchEvent(new Event("fk-ready"));
  tell("");
  ask("settled", about.page);
}

main()
  .catch((problem) => tell(`Python could not start here (${problem.message}). ` + (window === top
    ? "The lesson can be read, and printed, as it is." : "Open the lesson in a window of its own.")))
  .finally(() => about.offline && allowed(() => navigator.serviceWorker.register(about.offline)));
