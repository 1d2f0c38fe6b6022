// What the scripts of the cards reckon with, apart from any browser:
//
//   node --test tests/scripts/
//
// They have no imports and become one module in Python, so they are read here as one script. Where
// FRUSKIT_DRAWN names a file (tests/test_habits.py writes it), each exercise of it is drawn, too.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { document, getSelection } from "./dom.mjs";

const CARDS = new URL("../../lib/fruskit/cards/", import.meta.url);
const files = readdirSync(CARDS).filter((name) => name.endsWith(".js") && !["panel.js", "once.js"].includes(name)).sort(); // hosts of their own
files.unshift(...files.splice(files.indexOf("shell.js"), 1)); // it holds what the others use
const whole = files.map((name) => readFileSync(new URL(name, CARDS), "utf8")).join("\n");
const names = "AREAS, h, prose, short, inTwoSteps, wordBox, passage, signOf, known, feedbackOf";
const context = vm.createContext({ document, getSelection, setTimeout, clearTimeout, AbortController });
const card = vm.runInContext(`${whole.replace(/^export default .*$/gm, "")}\n;({ ${names} })`, context);

const plain = (value) => JSON.parse(JSON.stringify(value ?? null)); // of this realm, to compare
const text = (nodes) => nodes.map((node) => (typeof node === "string" ? node : `[${node.localName} ${node.textContent}]`)).join("");

test("asterisks make italics, and nothing else is markup", () => {
  assert.equal(text(card.prose("*Feis*, p. 1; <b>2</b> * 3")), "[em Feis], p. 1; <b>2</b> * 3");
  assert.equal(text(card.prose("a *b\nc* d")), "a *b\nc* d");
});

test("a label is short by characters and not by halves of them", () => {
  assert.equal(card.short("𝒜𝓑𝒞", 3), "𝒜𝓑𝒞");
  assert.equal(card.short("𝒜𝓑𝒞𝓓", 3), "𝒜𝓑…");
  assert.equal(card.short("one two three", 5), "one…");
  assert.equal(card.short("*On China*", 8), "On China");
});

test("each worth has its sign, and what has none is a note", () => {
  const signs = [1, 0.5, 0, null, undefined].map((worth) => card.signOf({ worth })[1]);
  assert.deepEqual(signs, ["✓", "◐", "○", "¶", "¶"]);
  assert.deepEqual(card.signOf({ worth: 0, missing: true })[1], "+");
});

const lit = (start, end, role) => ({ start, end, role });

test("the layers of a passage are cut by code points, and lie on each other", () => {
  const one = card.passage({ block: "b", label: "Note 1", text: "𝒜 at Łódź 𝓑." });
  one.light([lit(2, 4, "shown"), lit(10, 11, "shown")]);
  assert.deepEqual(plain(one.node.all("mark").map((mark) => mark.textContent)), ["at", "𝓑"]);
  one.light([lit(0, 9, "look"), lit(2, 4, "Right")]);
  assert.deepEqual(plain(one.node.all("span").map((span) => span.textContent)), ["𝒜 ", " Łódź"]);
  assert.deepEqual(plain(one.node.all("mark").map((mark) => mark.textContent)), ["at"]);
  assert.equal(one.node.querySelector("blockquote").textContent, "𝒜 at Łódź 𝓑.");
});

const result = (more) => ({ headline: "", remarks: [], passages: [], elsewhere: [], attempt: 1, ...more });
const shown = (more, most) => {
  const reply = card.h("div");
  const fold = card.feedbackOf(result(more), [], true, () => {}, reply);
  if (most) [most + 1, most].forEach((rows) => fold(rows));
  return reply;
};
const said = (text, worth, sign, more) => ({ text, worth, sign, about: "", wanted: "", keys: [], look: [], ...more });

test("what is right is folded, and of what needs work no more is open than there is room for", () => {
  const remarks = [said("one", 0, "Look again"), said("two", 0, "Missing", { missing: true }),
    said("three", 0, "Look again"), said("four", 1, "Right")];
  const [here, more, right] = shown({ correct: false, remarks }, 1).all("ul").map((list) => list.children.map((row) => row.textContent));
  assert.deepEqual(plain([here, more, right].map((rows) => rows.length)), [1, 2, 1]);
  assert.match(here[0] + more[0] + more[1] + right[0], /one.*two.*three.*four/);
  const summaries = (most) => plain(shown({ correct: false, remarks }, most).all("summary").map((one) => one.textContent));
  assert.deepEqual(summaries(1), ["2 more to look at", "1 right"]);
  assert.deepEqual(summaries(3), ["1 right"]);
});

test("of an answer that is all right the general word is open, and each row or none", () => {
  const remarks = [said("one", 1, "Right"), said("two", 1, "Right"), said("of one", null, "Note", { about: "Evidence" }), said("all", null, "Note")];
  const lists = (most) => shown({ correct: true, remarks }, most).all("ul").map((list) => list.textContent);
  assert.match(lists(0)[0], /all.*of one.*one.*two/);
  const [here, more] = lists(3);
  assert.match(here, /^all$/);
  assert.match(more, /of one.*one.*two/);
});

test("what is not right is never 100 of 100", () => {
  assert.match(shown({ score: 0.997, correct: false }).textContent, /Score 99 of 100/);
  assert.match(shown({ score: 1, correct: true }).textContent, /Score 100 of 100/);
});

test("only addresses of the web become links", () => {
  const links = (link) => card.known({ text: "", source: "A book", link }).all("a").length;
  assert.deepEqual(["https://a.org", "javascript:alert(1)", "data:text/html,a", ""].map(links), [1, 0, 0, 0]);
});

// --- words that are walked over

function walked(words) {
  const said = [];
  const box = card.wordBox({ block: "b", label: "", text: words }, "id",
    { help: "", say: (one) => said.push(one), altered() {}, offer() {} });
  box.show([], false);
  const press = (key, more) => box.box.send("keydown", { key, ...more });
  const here = () => box.box.below().findLast((node) => node.classList.contains("fk-caret")).textContent;
  return { box, said, press, here };
}

test("marked words that touch are one run, read by code points", () => {
  const { box, press } = walked("𝒜 of the  two, then");
  for (const key of ["Enter", "ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Enter"]) press(key);
  assert.deepEqual(plain(box.runs()), [[0, 1], [3, 3]]);
  assert.deepEqual(plain(box.read()), [["b", 0, 4], ["b", 10, 14]]);
  assert.equal(box.quote([1, 3]), "of the  two,");
  press("Backspace");
  assert.deepEqual(plain(box.runs()), [[0, 1]]);
});

test("a span marks each word that it touches, and spans of other passages none", () => {
  const { box } = walked("one two three");
  box.show([["b", 2, 5], ["c", 8, 13]], false);
  assert.deepEqual(plain(box.read()), [["b", 0, 7]]);
});

test("what is locked is not marked", () => {
  const { box, press } = walked("one two");
  box.show([], true);
  press("Enter");
  assert.deepEqual(plain(box.read()), []);
});

test("Ctrl and an arrow go by sentences, past initials and quotation marks", () => {
  const { press, here } = walked("He met T. V. Soong. “Then he left.” No month (see p. 1). The end");
  const stops = ["Then", "No", "The", "end"].map(() => (press("ArrowRight", { ctrlKey: true }), here()));
  assert.deepEqual(stops, ["“Then", "No", "The", "end"]);
  press("ArrowLeft", { ctrlKey: true });
  press("ArrowLeft", { ctrlKey: true });
  assert.equal(here(), "No");
});

test("Shift and arrows select, and what is selected is marked at once", () => {
  const { box, said, press } = walked("one two three");
  press("ArrowRight", { shiftKey: true });
  press("ArrowRight", { shiftKey: true });
  assert.deepEqual(said, ["one two", "one two three"]);
  press("Enter");
  assert.deepEqual(plain(box.read()), [["b", 0, 13]]);
});

test("a text without words can be walked over", () => {
  const { box, press } = walked("  ");
  for (const key of ["Enter", "ArrowRight", "End"]) press(key);
  assert.deepEqual(plain(box.read()), []);
});

// --- each exercise: what is shown as an answer is what is read as one

function areaOf(view) {
  const make = view.proof ? card.inTwoSteps : card.AREAS[view.kind];
  const changed = () => {};
  return make(view, { id: "id", prompt: "id-prompt", say() {}, changed, gone: new AbortController().signal });
}

const isEmpty = (read) => !read || !Object.values(read).some((part) => (typeof part === "object" ? !isEmpty(part) : part));
const drawn = process.env.FRUSKIT_DRAWN;

// Words are marked whole: of an answer that ends within a word, the rest of it is marked, too. What
// is ticked has no order of its own.
const sorted = (list) => (Array.isArray(list) ? [...list].sort() : list);
function claim(view, answer) {
  const said = view.proof ? answer.claim : answer;
  if (view.kind === "mark") return null;
  if (view.kind === "emend") return { ...said, grounds: sorted(said.grounds) };
  return view.kind === "choice" ? sorted(said) : said;
}

test("an answer that is drawn is read again as it was", { skip: !drawn && "FRUSKIT_DRAWN names no exercises" }, () => {
  for (const { view, answers } of JSON.parse(readFileSync(drawn, "utf8"))) {
    const area = areaOf(view);
    area.show(null, false);
    assert.ok(isEmpty(plain(area.read())), `${view.id} is empty at first`);
    for (const answer of answers) {
      area.show(answer, false);
      const read = plain(area.read());
      assert.deepEqual(claim(view, read), claim(view, answer), view.id);
      assert.ok(!isEmpty(read), view.id);
      area.show(read, true);
      assert.deepEqual(plain(area.read()), read, `${view.id}, shown once more and locked`);
    }
  }
});
