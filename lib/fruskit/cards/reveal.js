// Reveal: a passage with gaps, each a line as long as the words that are hidden there, about.

AREAS.reveal = (view, { id, changed }) => {
  const lines = new Map();
  const gap = ({ gap: key, words }) => {
    const line = entry(`${id}-${key}`, changed, {
      size: String(Math.min(40, 3 + 8 * words)), maxlength: "500",
      "aria-label": `Gap ${key}, ${words} hidden word${words === 1 ? "" : "s"}`,
    });
    lines.set(key, line);
    return h("span", { class: "fk-gap" }, h("span", { class: "fk-small", "aria-hidden": "true" }, key), line);
  };
  const node = h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
    h("p", { class: "fk-task", id: id + "-task" }, view.task),
    view.hidden.map(({ label, pieces }) =>
      h("figure", { class: "fk-passage fk-gapped" },
        h("figcaption", null, label),
        h("blockquote", { dir: "auto" }, pieces.map((piece) => ("text" in piece ? piece.text : gap(piece)))))),
    h("p", { class: "fk-small" }, "A guess is enough. You see the words of the text when you press Check."));
  return {
    node,
    read: () => Object.fromEntries([...lines].map(([key, line]) => [key, line.value.trim()]).filter(([, words]) => words)),
    show(response, locked) {
      for (const [key, line] of lines) {
        line.value = (response || {})[key] || "";
        line.disabled = locked;
      }
    },
    focus: () => lines.values().next().value.focus(),
  };
};
