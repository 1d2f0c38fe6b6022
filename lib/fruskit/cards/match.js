// Match: each left has a list of the rights. Long rights are written out once, with letters, and the
// lists then show the letter and the first words.

AREAS.match = (view, { id, changed }) => {
  const long = view.rights.some(({ text }) => Array.from(text).length > 40);
  const letter = (key) => key.toUpperCase();
  const named = ({ key, text }) => (long ? `${letter(key)} · ${short(text, 36)}` : short(text, 60));
  const lists = view.lefts.map((left, n) =>
    h("select", { id: `${id}-${n}`, class: "fk-select", onchange: () => (used(), changed()) },
      h("option", { value: "" }, "Choose…"),
      view.rights.map((right) => h("option", { value: right.key }, named(right)))));
  const legend = view.rights.map(({ key, text }) =>
    h("li", null, h("span", { class: "fk-letter" }, letter(key)), h("span", { dir: "auto" }, prose(text))));

  // A right that is used elsewhere already says so; it can still be chosen, since two may share one.
  function used() {
    for (const list of lists) {
      const elsewhere = new Set(lists.filter((other) => other !== list).map((other) => other.value));
      view.rights.forEach((right, n) => {
        const label = named(right) + (!list.disabled && elsewhere.has(right.key) ? " (used)" : "");
        if (list.options[n + 1].textContent !== label) list.options[n + 1].textContent = label;
      });
    }
    view.rights.forEach(({ key }, n) => {
      legend[n].classList.toggle("fk-used", lists.some((list) => list.value === key));
    });
  }

  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task),
      long && h("ul", { class: "fk-legend", "aria-label": "To choose from" }, legend),
      view.lefts.map(({ key, text }, n) =>
        h("div", { class: "fk-pair", "data-key": key },
          h("label", { for: `${id}-${n}`, dir: "auto" }, prose(text)), lists[n]))),
    read: () => Object.fromEntries(
      view.lefts.map(({ key }, n) => [key, lists[n].value]).filter(([, right]) => right)),
    show(response, locked) {
      view.lefts.forEach(({ key }, n) => {
        choose(lists[n], (response || {})[key] || "");
        lists[n].disabled = locked;
      });
      used();
    },
    focus: () => lists[0].focus(),
  };
};
