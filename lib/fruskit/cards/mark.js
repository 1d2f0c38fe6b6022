// Mark: the student selects words of the text. Dragging marks them; a finger, or a click on the first
// and the last word, selects them for the button beside them; the keyboard walks from word to word.

AREAS.mark = (view, { id, say, changed, gone }) => {
  let locked = false;
  const help = id + "-help";
  const altered = () => {
    list();
    changed();
  };
  const boxes = wordBoxes(view.passages, { id, help, say, altered, gone }, "Mark these words");
  const chips = h("ul", { class: "fk-chips", "aria-labelledby": id + "-marks" });

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

  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, prose(view.task)),
      boxes.map((one) => one.node),
      h("p", { class: "fk-small fk-how", id: help },
        "Drag over words; or click the first and the last, then the button beside them. " +
        "Keys: arrows move, Shift+arrows select, Enter marks, Delete unmarks, Escape drops the selection."),
      h("p", { class: "fk-small fk-marks", id: id + "-marks" }, "Your marks"), chips),
    read: () => boxes.flatMap((one) => one.read()),
    show(response, lock) {
      locked = lock;
      boxes.forEach((one) => one.show(response || [], lock));
      list();
    },
    focus: () => boxes[0].box.focus(),
    passages: boxes,
  };
};
