// Choice: one or several of a few options, with the browser's own radio buttons or check boxes.

AREAS.choice = (view, { id, prompt, changed }) => {
  const type = view.several ? "checkbox" : "radio";
  const boxes = view.options.map(({ key }) => h("input", { type, name: id, value: key, onchange: changed }));
  const labels = view.options.map(({ text }, n) =>
    h("label", { class: "fk-option", "data-key": view.options[n].key }, boxes[n], h("span", { dir: "auto" }, prose(text))));
  return {
    node: h("fieldset", { class: "fk-work", "aria-describedby": prompt },
      h("legend", { class: "fk-task" }, view.task), labels),
    read: () => boxes.filter((box) => box.checked).map((box) => box.value),
    show(response, locked) {
      for (const box of boxes) {
        box.checked = (response || []).includes(box.value);
        box.disabled = locked;
      }
    },
    focus: () => (boxes.find((box) => box.checked) || boxes[0]).focus(),
  };
};
