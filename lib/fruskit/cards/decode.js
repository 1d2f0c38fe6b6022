// Decode: a citation or file number, a line for the characters of each of its parts, and for some parts a
// list of what they may mean.

AREAS.decode = (view, { id, changed }) => {
  const rows = view.pieces.map(({ key, text }, n) => {
    const signs = entry(`${id}-${n}`, changed, { maxlength: "300", "aria-label": `${text}: its characters` });
    const meaning = view.asked.includes(key) &&
      h("select", { class: "fk-select", "aria-label": `${text}: what it means`, onchange: changed },
        h("option", { value: "" }, "It means…"),
        view.meanings.map((one) => h("option", { value: one.key }, one.text.replace(/\*/g, ""))));
    return { key, text, signs, meaning };
  });
  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task),
      h("p", { class: "fk-whole", dir: "auto" }, view.whole),
      rows.map(({ key, text, signs, meaning }) =>
        h("div", { class: "fk-piece", "data-key": key }, h("span", { class: "fk-piece-name", dir: "auto", "aria-hidden": "true" }, prose(text)), signs, meaning)),
      h("p", { class: "fk-small fk-how" }, "Copy the characters of each part. Kinds of dashes and capitals do not matter.")),
    read() {
      const given = (field) => Object.fromEntries(rows
        .map((row) => [row.key, row[field] ? row[field].value.trim() : ""]).filter(([, value]) => value));
      const [parts, meanings] = [given("signs"), given("meaning")];
      return Object.keys({ ...parts, ...meanings }).length ? { parts, meanings } : {};
    },
    show(response, locked) {
      const { parts = {}, meanings = {} } = response || {};
      for (const { key, signs, meaning } of rows) {
        signs.value = parts[key] || "";
        signs.disabled = locked;
        if (!meaning) continue;
        choose(meaning, meanings[key] || "");
        meaning.disabled = locked;
      }
    },
    focus: () => rows[0].signs.focus(),
  };
};
