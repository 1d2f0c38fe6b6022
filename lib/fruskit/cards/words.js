// Passages of the text as words to be walked over, selected and marked: for every kind that asks
// for words. Offsets are code points into the passage, half-open, as Python counts them.
//
//   wordBoxes(passages, { id, help, say, altered, gone }, label) → [box, …]
//   wordBox(passage, id, { help, say, altered, offer }) → { node, box, runs, quote, read, show, … }
// label: of the button beside a selection, that marks it; altered(): a mark was made or undone;
// offer(box): something was selected or clicked, or no longer is.

function wordBoxes(passages, { id, help, say, altered, gone }, label) {
  let dragging = false;
  const boxes = [];
  const offered = h("div", { class: "fk-offer", role: "group", "aria-label": "The selected words", hidden: true });

  // What can be done with the words that are selected, or with the mark that was clicked, beside them.
  function offer(one) {
    const choices = one.offers(label);
    if (!choices.length && !one.node.contains(offered)) return; // it is another box's
    offered.hidden = !choices.length;
    offered.replaceChildren(...choices.map(([name, words, then]) => button(name, words, then)));
    if (!choices.length) return;
    one.node.append(offered);
    const [text, word] = [one.node, one.last()].map((node) => node.getBoundingClientRect());
    offered.style.top = `${word.bottom - text.top + 6}px`;
    offered.style.left = `${Math.max(0, Math.min(word.left - text.left, text.width - offered.offsetWidth))}px`;
  }
  passages.forEach((passage, n) => boxes.push(wordBox(passage, `${id}-${n}`, { help, say, altered, offer })));

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
  return boxes;
}

function wordBox({ block, label, text }, id, { help, say, altered, offer }) {
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
  let clicked = null; // the marked word that was clicked
  let layers = [];
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

  // How a word looks: marked or not, and the layers on it, the sentence to look at apart.
  function look({ marked, start, end }) {
    const roles = layers.filter((one) => one.start < end && one.end > start).map(({ role }) => role);
    const lit = roles.filter((role) => role !== "look");
    const own = marked && !lit.some((role) => role !== "shown") ? "fk-marked" : "";
    return [roles.includes("look") ? "fk-look" : "", [own, lit.length && classes(lit)].filter(Boolean).join(" ")];
  }

  // Neighbors that look the same are in one element, with the spaces between them.
  function draw() {
    box.replaceChildren(slice(0, words[0]?.start));
    let [outer, inner, was] = [box, box, ["", ""]];
    words.forEach((word, n) => {
      const [lit, name] = look(word);
      const next = words[n + 1] ? look(words[n + 1]) : ["", ""];
      if (lit !== was[0] || !n) outer = lit ? box.appendChild(h("span", { class: lit, role: "presentation" })) : box;
      if (lit !== was[0] || name !== was[1] || !n) inner = name ? outer.appendChild(h("mark", { class: name, role: "presentation" })) : outer;
      word.node.setAttribute("aria-selected", String(word.marked));
      inner.append(word.node);
      (next[0] !== lit ? box : next[1] !== name ? outer : inner).append(slice(word.end, words[n + 1]?.start));
      was = [lit, name];
    });
    point(caret, null);
  }

  function point(to, from, on = null) {
    [caret, anchor, clicked] = [to, from, on];
    const [first, last] = range();
    words.forEach(({ node }, n) => {
      node.classList.toggle("fk-caret", n === caret);
      node.classList.toggle("fk-range", anchor !== null && first <= n && n <= last);
    });
    if (words.length) box.setAttribute("aria-activedescendant", words[caret].node.id);
    offer(own);
  }

  // What may be done: [class, label, what to do] each.
  function offers(mark) {
    const mine = ["fk-note-on", "Note", () => (note(), point(caret, null))];
    if (anchor !== null) return locked ? [mine] : [["fk-take", mark, () => set(range(), true)], mine];
    if (locked || clicked === null || !run(clicked)) return [];
    const [word, whole] = [[clicked, clicked], run(clicked)];
    const drop = (what) => ["fk-drop", `Remove “${short(quote(what), 40)}”`, () => (set(what, false), box.focus())];
    return String(word) === String(whole) ? [drop(word)] : [drop(word), drop(whole)];
  }

  function set([first, last], marked) {
    if (locked || !words.length) return;
    getSelection().removeAllRanges();
    for (let n = first; n <= last; n++) words[n].marked = marked;
    draw();
    altered();
    say(`${marked ? "Marked" : "No longer marked"}: “${quote([first, last])}”`);
  }

  // A click on a marked word offers to remove it, or the whole; on others it selects: the first word,
  // then the last.
  function onclick({ target }) {
    const n = words.findIndex(({ node }) => node === target);
    if (n < 0 || locked || !getSelection().isCollapsed) return;
    if (words[n].marked) point(n, null, n);
    else point(n, anchor === caret ? anchor : n);
  }

  function onkeydown(event) {
    const { key, shiftKey } = event;
    const to = walk(words, caret, event);
    if (to !== null) {
      point(Math.max(0, Math.min(words.length - 1, to)), shiftKey ? anchor ?? caret : null);
      words[caret].node.scrollIntoView({ block: "nearest" });
      if (shiftKey) say(quote(range()));
    } else if (key === "Enter" || key === " ") {
      const [first, last] = range();
      set([first, last], !words.slice(first, last + 1).every((word) => word.marked));
    } else if ((key === "Delete" || key === "Backspace") && run(caret)) {
      set(run(caret), false);
    } else if (key === "n") {
      note();
    } else if (key === "Escape" && (anchor ?? clicked) !== null) {
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

  const own = {
    box, block, runs, quote, set, touched, offers,
    node: h("div", { class: "fk-text" }, h("p", { class: "fk-small" }, label), box),
    select: ([first, last]) => locked || point(last, first),
    last: () => words[anchor === null ? caret : range()[1]].node,
    light: (some) => {
      if (!some.length && !layers.length) return; // each word is an element
      layers = some;
      draw();
    },
    go: (start) => goTo(box, words.find(({ end }) => end > start)?.node),
    read: () => runs().map(([first, last]) => [block, words[first].start, words[last].end]),
    show(spans, lock) {
      locked = lock;
      box.classList.toggle("fk-fixed", lock);
      const mine = spans.filter((span) => span[0] === block);
      const before = words.map(({ marked }) => marked);
      for (const word of words) word.marked = mine.some(([, start, end]) => start < word.end && end > word.start);
      if (!box.firstChild || words.some(({ marked }, n) => marked !== before[n])) draw();
      else point(caret, null);
    },
  };
  return own;
}
