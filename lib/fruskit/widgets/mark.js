// Mark: the student selects words of the text. Dragging marks them; a finger, or a click on the first
// and the last word, selects them for the button; the keyboard walks from word to word (words.js).

function workArea(view, { id, say, changed, gone }) {
  let locked = false;
  let dragging = false;
  const help = id + "-help";
  const take = button("fk-take", "Mark the selected words", () => boxes.forEach((one) => one.take()));
  const chips = h("ul", { class: "fk-chips", "aria-labelledby": id + "-marks" });
  const boxes = [];
  const selected = () => take.setAttribute("aria-disabled", String(!boxes.some((one) => one.pending())));
  const altered = () => {
    list();
    changed();
  };
  view.passages.forEach((passage, n) => {
    boxes.push(wordBox(passage, `${id}-${n}`, { help, say, altered, selected }));
  });

  function list() {
    const all = boxes.flatMap((one) => one.runs().map((run) => chip(one, run)));
    chips.replaceChildren(...(all.length ? all : [h("li", { class: "fk-small" }, "Nothing is marked yet.")]));
  }

  function chip(one, run) {
    const words = one.quote(run);
    const remove = button("fk-remove", "Remove", () => {
      one.set(run, false);
      one.box.focus();
    });
    remove.setAttribute("aria-label", `Remove “${short(words)}”`);
    return h("li", { class: "fk-chip", dir: "auto" }, h("q", null, words), !locked && remove);
  }

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
    if (!dragging && !locked) touched().forEach(([one, words]) => one.select(words));
  });

  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task),
      boxes.map((one) => one.node),
      h("p", { class: "fk-small", id: help },
        "Drag over words; or click the first and the last, then the button. " +
        "Keys: arrows move, Shift+arrows select, Enter marks, Delete unmarks, Escape drops the selection."),
      take, h("p", { class: "fk-small fk-marks", id: id + "-marks" }, "Your marks"), chips),
    read: () => boxes.flatMap((one) => one.read()),
    show(response, lock) {
      locked = lock;
      boxes.forEach((one) => one.show(response || [], lock));
      list();
    },
    focus: () => boxes[0].box.focus(),
  };
}
