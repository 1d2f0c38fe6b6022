// Years: each thing has a line for its first and its last year.

AREAS.years = (view, { id, changed }) => {
  const lines = view.things.map(({ key }, n) => [key, entry(`${id}-${n}`, changed, {})]);
  return {
    node: h("div", { class: "fk-work" },
      h("p", { class: "fk-task" }, view.task),
      view.things.map(({ text }, n) => h("label", null, prose(text), lines[n][1]))),
    read: () => Object.fromEntries(lines.map(([key, line]) => [key, line.value.trim()]).filter(([, years]) => years)),
    show(response, locked) {
      for (const [key, line] of lines) {
        line.value = (response || {})[key] || "";
        line.disabled = locked;
      }
    },
    focus: () => lines[0][1].focus(),
  };
};
