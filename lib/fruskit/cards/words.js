// Passages of the text as words to be walked over, selected and marked: for every kind that asks
// for words. Offsets are code points into the passage, half-open, as Python counts them.
//
//   wordBoxes(passages, { id, help, say, altered, gone }, label) → { boxes, take }
//   wordBox(passage, id, { help, say, altered, selected }) → { node, box, runs, quote, read, show, … }
// take: the buttons for what is selected: the one so labelled marks it, the other begins a note; altered(): a mark was made or undone;
// selected(): an unfinished selection began or ended.

function wordBoxes(passages, { id, help, say, altered, gone }, label) {
  let dragging = false;
  const boxes = [];
  const take = h("div", { class: "fk-taking" },
    button("fk-take", label, () => boxes.forEach((one) => one.take())),
    button("fk-note-on", "Note", () => boxes.forEach((one) => one.note())));
  const selected = () => [...take.children].forEach((one) => one.setAttribute("aria-disabled", String(!boxes.some((one) => one.pending()))));
  passages.forEach((passage, n) => boxes.push(wordBox(passage, `${id}-${n}`, { help, say, altered, selected })));

  // What the browser's own selection touches, box by box, if it began in the text.
  function touched() {
    const selection = getSelection();
    const began = !selection.isCollapsed && boxes.some((one) => one.box.contains(selection.anchorNode));
    return began ? boxes.map((one) => [one, one.touched()]).filter(([, words]) => words) : [];
  }

  const on = (type, then) => document.addEventListener(type, then, { signal: gone });
  on("pointerdown", ({ target, pointerType }) => {
    dragging = pointerType !== "touch" && boxes.some((one) => one.box.contains(target));
  });
  on("pointerup", () => {
    // The browser settles its selection after this event.
    if (dragging) setTimeout(() => touched().forEach(([one, words]) => one.set(words, true)));
    dragging = false;
  });
  on("selectionchange", () => {
    if (!dragging) touched().forEach(([one, words]) => one.select(words));
  });
  return { boxes, take };
}

function wordBox({ block, label, text }, id, { help, say, altered, selected }) {
  const chars = Array.from(text); // code points, not the UTF-16 units of a string's index
  const slice = (start, end) => chars.slice(start, end).join("");
  const words = [];
  chars.forEach((char, n) => {
    if (/\s/.test(char)) return;
    if (n && !/\s/.test(chars[n - 1])) words.at(-1).end = n + 1;
    else words.push({ start: n, end: n + 1, marked: false });
  });
  words.forEach((word, n) => {
    word.text = slice(word.start, word.end);
    word.node = h("span", { role: "option", id: `${id}-${n}`, class: "fk-word" }, word.text);
    word.place = () => word.node.getBoundingClientRect();
  });
  const box = h("div", {
    class: "fk-words", "data-block": block, role: "listbox", tabindex: "0", dir: "auto", "aria-multiselectable": "true",
    "aria-label": label, "aria-describedby": help, onkeydown, onclick,
  });
  let locked = false;
  let caret = 0;
  let anchor = null; // where an unfinished selection began

  const range = () => [Math.min(caret, anchor ?? caret), Math.max(caret, anchor ?? caret)];
  const quote = ([first, last]) => slice(words[first].start, words[last].end);

  // Marked words, as [first, last] of each run.
  function runs() {
    const found = [];
    words.forEach(({ marked }, n) => {
      if (marked && words[n - 1]?.marked) found.at(-1)[1] = n;
      else if (marked) found.push([n, n]);
    });
    return found;
  }
  const run = (n) => runs().find(([first, last]) => first <= n && n <= last);

  function draw() {
    let into = box;
    box.replaceChildren(slice(0, words[0]?.start));
    words.forEach(({ node, marked, end }, n) => {
      if (marked && into === box) box.append((into = h("mark", { role: "presentation" })));
      node.setAttribute("aria-selected", String(marked));
      into.append(node);
      if (!words[n + 1]?.marked) into = box;
      into.append(slice(end, words[n + 1]?.start));
    });
    point(caret, null);
  }

  function point(to, from) {
    [caret, anchor] = [to, from];
    const [first, last] = range();
    words.forEach(({ node }, n) => {
      node.classList.toggle("fk-caret", n === caret);
      node.classList.toggle("fk-range", anchor !== null && first <= n && n <= last);
    });
    if (words.length) box.setAttribute("aria-activedescendant", words[caret].node.id);
    selected();
  }

  function set([first, last], marked) {
    if (locked || !words.length) return;
    getSelection().removeAllRanges();
    for (let n = first; n <= last; n++) words[n].marked = marked;
    draw();
    altered();
    say(`${marked ? "Marked" : "No longer marked"}: “${quote([first, last])}”`);
  }

  // A click on marked words unmarks them; on others it selects: the first word, then the last.
  function onclick({ target }) {
    const n = words.findIndex(({ node }) => node === target);
    if (n < 0 || locked || !getSelection().isCollapsed) return;
    if (words[n].marked) set(run(n), false);
    else point(n, anchor === caret ? anchor : n);
  }

  function onkeydown(event) {
    const { key, shiftKey } = event;
    const to = walk(words, caret, event);
    if (to !== null) {
      point(Math.max(0, Math.min(words.length - 1, to)), shiftKey ? anchor ?? caret : null);
      if (shiftKey) say(quote(range()));
    } else if (key === "Enter" || key === " ") {
      const [first, last] = range();
      set([first, last], !words.slice(first, last + 1).every((word) => word.marked));
    } else if ((key === "Delete" || key === "Backspace") && run(caret)) {
      set(run(caret), false);
    } else if (key === "n") {
      note();
    } else if (key === "Escape" && anchor !== null) {
      getSelection().removeAllRanges();
      point(caret, null);
      say("Selection dropped.");
    } else return;
    event.preventDefault();
  }

  // Begins a note of the student's own on what is selected, or on the word at the caret (margin.js).
  function note() {
    const [first, last] = range();
    const detail = { block, start: words[first].start, end: words[last].end, quote: quote([first, last]) };
    box.dispatchEvent(new CustomEvent("fk-note", { detail, bubbles: true }));
  }

  // The words that the browser's own selection touches, [first, last]; null when none.
  function touched() {
    const own = getSelection().getRangeAt(0);
    const meets = ({ node }) => own.intersectsNode(node) &&
      !(node.contains(own.startContainer) && own.startOffset === own.startContainer.length) &&
      !(node.contains(own.endContainer) && own.endOffset === 0);
    const first = words.findIndex(meets);
    return first < 0 ? null : [first, words.findLastIndex(meets)];
  }

  return {
    box, runs, quote, set, touched,
    node: h("div", null, h("p", { class: "fk-small" }, label), box),
    select: ([first, last]) => locked || point(last, first),
    pending: () => !locked && anchor !== null,
    take: () => anchor !== null && set(range(), true),
    note: () => anchor !== null && note(),
    read: () => runs().map(([first, last]) => [block, words[first].start, words[last].end]),
    show(spans, lock) {
      locked = lock;
      box.classList.toggle("fk-fixed", lock);
      const own = spans.filter((span) => span[0] === block);
      const before = words.map(({ marked }) => marked);
      for (const word of words) word.marked = own.some(([, start, end]) => start < word.end && end > word.start);
      if (!box.firstChild || words.some(({ marked }, n) => marked !== before[n])) draw();
      else point(caret, null);
    },
  };
}
