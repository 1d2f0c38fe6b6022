// Sort: each thing has the bins beside it, as the browser's own radio buttons.

AREAS.sort = (view, { id, changed }) => {
  const boxes = view.lefts.map((_, n) =>
    view.bins.map(({ key }) => h("input", { type: "radio", name: `${id}-${n}`, value: key, onchange: changed })));
  const row = ({ key, text }, n) =>
    h("fieldset", { class: "fk-sorted", "data-key": key },
      h("legend", { dir: "auto" }, prose(text)),
      h("div", { class: "fk-bins" }, view.bins.map((bin, m) =>
        h("label", { class: "fk-bin" }, boxes[n][m], h("span", { dir: "auto" }, prose(bin.text))))));
  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task), view.lefts.map(row)),
    read: () => Object.fromEntries(
      view.lefts.map(({ key }, n) => [key, boxes[n].find((box) => box.checked)?.value]).filter(([, bin]) => bin)),
    show(response, locked) {
      view.lefts.forEach(({ key }, n) => {
        for (const box of boxes[n]) {
          box.checked = (response || {})[key] === box.value;
          box.disabled = locked;
        }
      });
    },
    focus: () => (boxes[0].find((box) => box.checked) || boxes[0][0]).focus(),
  };
};
