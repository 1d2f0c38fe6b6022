// Emend: words that look wrong, in their passage; a line for a better reading; boxes for the grounds.

AREAS.emend = (view, { id, changed }) => {
  const [[start, end]] = view.where.spans;
  const where = passage(view.where, [{ start, end, role: "in question" }]);
  const reading = entry(id + "-reading", changed, { maxlength: "300" });
  const boxes = view.grounds.map(({ key }) => h("input", { type: "checkbox", value: key, onchange: changed }));
  return {
    node: h("div", { class: "fk-work" },
      where.node,
      h("label", { class: "fk-task", for: reading.id }, `You read, instead of “${view.sic}”:`),
      h("div", { class: "fk-reading", "data-key": "reading" }, reading),
      h("fieldset", null,
        h("legend", { class: "fk-task" }, "On what grounds? Choose all that support it."),
        view.grounds.map(({ key, text }, n) =>
          h("label", { class: "fk-option", "data-key": key }, boxes[n], h("span", { dir: "auto" }, prose(text)))))),
    read() {
      const grounds = boxes.filter((box) => box.checked).map((box) => box.value);
      const written = reading.value.trim();
      return written || grounds.length ? { reading: written, grounds } : {};
    },
    show(response, locked) {
      const given = response || {};
      reading.value = given.reading || "";
      reading.disabled = locked;
      for (const box of boxes) {
        box.checked = (given.grounds || []).includes(box.value);
        box.disabled = locked;
      }
    },
    focus: () => reading.focus(),
    passages: [where],
  };
};
