// The margin of the text: the student's own notes on its words. An element with data-block, whenever
// it appears in root, holds the words of that block of the text, and nothing else but what is BESIDE
// them. It draws the model's `notes`, and sends `note` and `forget`. What is being written while Python
// is away stays open.
//
//   margin(root, model, { say, gone }) → write: begins a note

const BESIDE = "sup, .fk-turned, .fk-tip";
const WALKED = "[data-block]:not(.fk-words)"; // word boxes have keys of their own, and send fk-note

// The text of a block, and the nodes it is in, each with where it begins; in UTF-16 units.
function textOf(block) {
  const filter = (node) => (node.nodeType === 1 && node.matches(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, filter);
  const pieces = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.localName === "br") text += "\n";
    if (node.nodeType !== 3 || node.data === "\u2009") continue; // that parts two markers
    pieces.push({ node, at: text.length });
    text += node.data;
  }
  return { block, text, pieces };
}

function rangeOf({ pieces }, start, end) {
  const range = document.createRange();
  for (const { node, at } of pieces) {
    if (at <= start && start < at + node.length) range.setStart(node, start - at);
    if (at < end && end <= at + node.length) range.setEnd(node, end - at);
  }
  return range;
}

// Python counts code points.
const toPoints = (text, units) => Array.from(text.slice(0, units)).length;
const toUnits = (text, points) => Array.from(text).slice(0, points).join("").length;

// The words that the browser's selection touches in a block of root, whole; null when there are none.
function selectedIn(root) {
  const selection = getSelection();
  const from = selection.rangeCount && !selection.isCollapsed && selection.anchorNode;
  const block = from && (from.nodeType === 1 ? from : from.parentElement).closest("[data-block]");
  if (!block || !root.contains(block) || block.matches(".fk-words:not(.fk-fixed)")) return null;
  const range = selection.getRangeAt(0);
  const { text, pieces } = textOf(block);
  const touched = pieces.filter(({ node }) => range.intersectsNode(node));
  let start = Math.min(...touched.map(({ node, at }) => at + (node === range.startContainer ? range.startOffset : 0)));
  let end = Math.max(...touched.map(({ node, at }) => at + (node === range.endContainer ? range.endOffset : node.length)));
  const inWord = (n) => /[\p{L}\p{N}]{2}/u.test(text.slice(n - 1, n + 1));
  while (start < end && /\s/.test(text[start])) start++;
  while (start < end && /\s/.test(text[end - 1])) end--;
  if (!(start < end)) return null;
  while (inWord(start)) start--;
  while (inWord(end)) end++;
  return { el: block, block: block.dataset.block, quote: text.slice(start, end), start: toPoints(text, start), end: toPoints(text, end) };
}

function margin(root, model, { say, gone }) {
  let form = null; // the note that is being written, if one is
  let removed = null; // the note that was removed last, to be brought back
  let waiting = null; // for which message, and what is to be done then
  let caret = { n: 0, from: 0 };
  let ranges = [];
  let drawn = [];
  const blocks = () => [...root.querySelectorAll("[data-block]")];
  const walked = () => [...root.querySelectorAll(WALKED)];
  const bubble = h("div", { class: "fk-bubble", hidden: true },
    button("fk-note-new", "Note", () => write(bubble.chosen)));
  bubble.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  root.append(bubble);

  // --- what is there

  function draw() {
    const notes = model.get("notes") || [];
    drawn = blocks();
    drawn.forEach((el) => {
      const own = notes.filter(({ block }) => block === el.dataset.block);
      if (own.length || beside(el, false)) fill(beside(el, true), own);
    });
    walked().forEach((el, n) => { el.tabIndex = n ? -1 : 0; });
    light();
    const lost = root.querySelector(".fk-lost");
    lost?.replaceChildren(...notes.filter(({ block }) => !block).map(item));
    if (lost) lost.parentElement.hidden = !lost.firstChild;
  }

  function light() {
    ranges.forEach((range) => noted()?.delete(range));
    ranges = drawn.flatMap((el) => {
      const whole = textOf(el);
      return (model.get("notes") || []).filter(({ block }) => block === el.dataset.block)
        .map(({ start, end }) => rangeOf(whole, toUnits(whole.text, start), toUnits(whole.text, end)));
    });
    ranges.forEach((range) => noted()?.add(range));
  }

  // The place for notes right after the paragraph that a block is.
  function beside(block, making) {
    const el = block.closest("p, h3, li, blockquote") || block;
    const next = el.nextElementSibling;
    if (next?.matches(".fk-margin")) return next;
    if (!making) return null;
    const made = h("div", { class: "fk-margin", role: "group", "aria-label": "Your notes" });
    el.after(made);
    return made;
  }

  function fill(place, notes) {
    const back = removed?.place === place &&
      h("p", { class: "fk-removed" }, "Note removed. ", button("fk-back", "Undo", () => send({ type: "note", ...removed.note }, bringBack)));
    const open = form?.parentElement === place ? form : null;
    place.replaceChildren(...[notes.length > 0 && h("ul", null, notes.map(item)), back, open].filter(Boolean));
    place.hidden = !place.firstChild;
  }

  function item(note) {
    const act = (name, label, then) => {
      const made = button(name, label, then);
      made.setAttribute("aria-label", `${label} the note on “${short(note.quote, 40)}”`);
      return made;
    };
    return h("li", { "data-note": note.id },
      h("p", { class: "fk-noted-words" }, h("q", { dir: "auto" }, short(note.quote, 90))),
      h("p", { class: "fk-own", dir: "auto" }, note.words),
      h("p", { class: "fk-acts" },
        note.block && act("fk-change", "Change", () => write({ ...note, note: note.id, el: blocks().find((el) => el.dataset.block === note.block) })),
        act("fk-remove", "Remove", (event) => remove(note, event.target.closest(".fk-margin")))));
  }

  // --- writing, and what becomes of it

  function write(chosen) {
    if (!chosen) return;
    close();
    const typed = !chosen.block && h("input", { type: "text", class: "fk-entry", dir: "auto", autocomplete: "off" });
    const line = h("textarea", { rows: 2, class: "fk-paper", dir: "auto" }, chosen.note ? chosen.words : "");
    const trouble = h("p", { class: "fk-problem", role: "alert" });
    const keep = (event) => {
      event?.preventDefault();
      const { el, place, ...said } = chosen;
      trouble.replaceChildren();
      send({ type: "note", ...said, ...(typed && { quote: typed.value }), words: line.value }, (problem) => {
        if (problem) return trouble.replaceChildren(problem);
        close();
        say("Your note is kept.");
        draw();
        el?.focus({ preventScroll: true });
      });
    };
    form = h("form", { class: "fk-writing", onsubmit: keep, onkeydown: (event) => {
      if (event.key === "Escape") (close(), draw(), chosen.el?.focus({ preventScroll: true }));
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    } },
      typed ? h("label", null, "Words of the text, as printed", typed) : h("p", { class: "fk-noted-words" }, "On ", h("q", { dir: "auto" }, short(chosen.quote, 90))),
      h("label", null, "Your note", line), trouble,
      h("p", { class: "fk-acts" }, h("button", { type: "submit", class: "fk-button fk-keep" }, "Keep"), button("fk-cancel", "Cancel", () => (close(), draw()))));
    form.wait = trouble;
    removed = null;
    const place = chosen.el ? beside(chosen.el, true) : chosen.place;
    place.append(form);
    place.hidden = false;
    bubble.hidden = true;
    getSelection().removeAllRanges();
    (typed || line).focus({ preventScroll: true });
    line.setSelectionRange(line.value.length, line.value.length);
    form.scrollIntoView({ block: "nearest" });
  }

  function close() {
    form?.remove();
    form = null;
  }

  function remove(note, place) {
    send({ type: "forget", note: note.id }, (problem) => {
      if (problem) return say(problem);
      const { id, ...same } = note;
      removed = place && note.block ? { place, note: same } : null;
      draw();
      say("Note removed.");
      place?.querySelector(".fk-back")?.focus({ preventScroll: true });
    });
  }

  function bringBack(problem) {
    if (problem) return say(problem);
    removed = null;
    draw();
    say("Your note is back.");
  }

  // Sends a message; `then` is called when it was heard, with what went wrong or nothing.
  function send(message, then) {
    const id = Math.random().toString(36).slice(2);
    const late = () => then("There is no answer from Python. If it is busy, wait and try again. If it was restarted, start the lesson again.");
    clearTimeout(waiting?.patience);
    waiting = { id, then, patience: setTimeout(late, 8000) };
    try {
      model.send({ ...message, id });
    } catch {
      late();
    }
  }

  const onheard = () => queueMicrotask(() => {
    if (waiting?.id !== model.get("heard")) return;
    clearTimeout(waiting.patience);
    const { then } = waiting;
    waiting = null;
    then(model.get("problem"));
  });

  // --- choosing words

  // The button stays below the words that are selected, out of the way of what a phone shows above.
  function offer() {
    const chosen = !form && selectedIn(root);
    bubble.chosen = chosen;
    bubble.hidden = !chosen;
    if (!chosen) return;
    const rects = getSelection().getRangeAt(0).getClientRects();
    const [last, all] = [rects[rects.length - 1], root.getBoundingClientRect()];
    bubble.style.top = `${last.bottom - all.top + 4}px`;
    bubble.style.left = `${Math.max(0, Math.min(last.right - all.left - 40, all.width - 90))}px`;
  }

  function words() {
    return walked().flatMap((el) => {
      const whole = textOf(el);
      return [...whole.text.matchAll(/\S+/g)].map(({ 0: text, index }) => {
        const range = () => rangeOf(whole, index, index + text.length);
        return { el, text, range, place: () => range().getBoundingClientRect() };
      });
    });
  }

  function onkeydown(event) {
    if (!event.target.matches(WALKED)) return;
    const all = words();
    if (caret.el !== event.target) caret = { n: all.findIndex(({ el }) => el === event.target), el: event.target };
    const first = getSelection().isCollapsed; // nothing is selected yet: the first key selects a word
    const to = walk(all, caret.n, event);
    if (to !== null) {
      const n = first ? caret.n : Math.max(0, Math.min(all.length - 1, to));
      const { el } = all[n];
      caret = { n, el, from: event.shiftKey && el === caret.el && !first ? caret.from : n };
      if (el !== event.target) (el.tabIndex = 0, event.target.tabIndex = -1, el.focus({ preventScroll: true }));
      const [start, end] = [all[Math.min(n, caret.from)].range(), all[Math.max(n, caret.from)].range()];
      getSelection().setBaseAndExtent(start.startContainer, start.startOffset, end.endContainer, end.endOffset);
      say(getSelection().toString());
      const { top, bottom } = all[n].place();
      if (top < 0 || bottom > innerHeight) el.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" || event.key === "n") write(selectedIn(root));
    else if (event.key === "Escape") getSelection().removeAllRanges();
    else return;
    event.preventDefault();
  }

  // --- other views of the same text, in this page

  let known = model.get("notes") || [];
  const onnotes = () => {
    const notes = model.get("notes") || [];
    const kept = notes.filter((note) => !known.some((one) => JSON.stringify(one) === JSON.stringify(note)));
    const forgotten = known.filter(({ id }) => !notes.some((one) => one.id === id)).map(({ id }) => id);
    known = notes;
    draw();
    const detail = { from: model, kept, forgotten };
    if (kept.length || forgotten.length) document.dispatchEvent(new CustomEvent("fk-notes", { detail }));
  };
  const onothers = ({ detail: { from, kept, forgotten } }) => {
    if (from === model) return;
    const ours = kept.filter(({ volume }) => model.get("view").volume.split("; ").includes(volume));
    const changed = new Set([...forgotten, ...ours.map(({ id }) => id)]);
    known = [...known.filter(({ id }) => !changed.has(id)), ...ours];
    model.set("notes", known);
  };

  model.on("change:notes", onnotes);
  model.on("change:heard", onheard);
  root.addEventListener("keydown", onkeydown);
  root.addEventListener("fk-note", ({ target, detail }) => write({ ...detail, el: target }));
  const watch = new MutationObserver(() => {
    const now = blocks();
    if (now.length !== drawn.length || now.some((el, n) => el !== drawn[n])) draw();
    else light();
  });
  watch.observe(root, { childList: true, subtree: true });
  document.addEventListener("selectionchange", () => requestAnimationFrame(offer), { signal: gone });
  document.addEventListener("fk-notes", onothers, { signal: gone });
  gone.addEventListener("abort", () => {
    watch.disconnect();
    ranges.forEach((range) => noted()?.delete(range));
    clearTimeout(waiting?.patience);
    model.off("change:notes", onnotes);
    model.off("change:heard", onheard);
  });
  draw();
  return write;
}

// The words that have notes, where the browser can light them without a change to the page; the
// notes quote them as well.
function noted() {
  const lit = globalThis.CSS?.highlights;
  if (lit && !lit.has("fk-noted")) lit.set("fk-noted", new Highlight());
  return lit?.get("fk-noted");
}
