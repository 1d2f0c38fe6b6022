// Date: each thing has a line for its date, and a box to say that the text gives none.

AREAS.date = (view, { id, changed }) => {
  const help = id + "-help";
  const rows = view.dated.map(({ key, text }, n) => {
    const line = entry(`${id}-${n}`, changed, { "aria-describedby": help, maxlength: "200" });
    const none = h("input", { type: "checkbox", onchange: () => (settle(), changed()) });
    none.setAttribute("aria-label", `The text gives no date: ${short(text, 110)}`);
    const settle = () => (line.disabled = none.checked || none.disabled);
    return { key, text, line, none, settle };
  });
  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task),
      h("p", { class: "fk-small fk-how", id: help },
        "As exactly as the text gives it and no more, such as “March 4, 1933”, “March 4” where no year is " +
        "printed, “March 1933” or “March 4–6, 1933”."),
      rows.map(({ key, text, line, none }) =>
        h("div", { class: "fk-dated", "data-key": key },
          h("label", { for: line.id, dir: "auto" }, prose(text)), line,
          h("label", { class: "fk-none" }, none, "no date is given")))),
    read: () => Object.fromEntries(
      rows.map(({ key, line, none }) => [key, none.checked ? "undated" : line.value.trim()]).filter(([, date]) => date)),
    show(response, locked) {
      for (const { key, line, none, settle } of rows) {
        const given = (response || {})[key] || "";
        none.checked = given === "undated";
        none.disabled = locked;
        line.value = none.checked ? "" : given;
        settle();
      }
    },
    focus: () => (rows[0].none.checked ? rows[0].none : rows[0].line).focus(),
  };
};
