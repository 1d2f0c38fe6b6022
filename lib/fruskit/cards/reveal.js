// Reveal: a passage with gaps, each a line as long as the words that are hidden there, about. The words
// themselves come with a reply that tells them.

AREAS.reveal = (view, { id, changed }) => {
  const lines = new Map();
  const gap = ({ gap: key, words }) => {
    const line = entry(`${id}-${key}`, changed, {
      size: String(Math.min(40, 3 + 8 * words)), maxlength: "500",
      "aria-label": `Gap ${key}, ${words} hidden word${words === 1 ? "" : "s"}`,
    });
    const found = h("mark", { class: "fk-shown", hidden: true });
    lines.set(key, { line, found });
    const filled = h("span", { class: "fk-filled" }, h("span", { class: "fk-small", "aria-hidden": "true" }, key), line);
    return h("span", { class: "fk-gap", "data-key": key }, filled, found);
  };
  const passages = view.hidden.map(({ block, label, pieces }) => {
    const parts = pieces.map((piece) => ("text" in piece ? { ...piece, node: h("span") } : { node: gap(piece) }));
    const quote = h("blockquote", { dir: "auto" }, parts.map(({ node }) => node));
    const node = h("figure", { class: "fk-passage fk-gapped", tabindex: "-1" }, h("figcaption", null, label), quote);
    const light = (layers) => parts.filter(({ text }) => text).forEach((part) =>
      part.node.replaceChildren(...layered(part.text, part.start, layers)));
    light([]);
    return { block, node, light, go: (start) => goTo(node, node.querySelector(`[data-at="${start}"]`)) };
  });
  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task), passages.map(({ node }) => node),
      h("p", { class: "fk-small fk-how" }, "A guess is enough: your words are compared with those of the text.")),
    read: () => Object.fromEntries([...lines].map(([key, { line }]) => [key, line.value.trim()]).filter(([, words]) => words)),
    show(response, locked) {
      for (const [key, { line }] of lines) {
        line.value = (response || {})[key] || "";
        line.disabled = locked;
      }
    },
    focus: () => lines.values().next().value.line.focus(),
    passages,
    tell(result) {
      for (const [key, { line, found }] of lines) {
        const said = result && result.remarks.find(({ keys }) => keys.includes(key));
        found.textContent = (said && said.wanted) || "";
        found.hidden = !found.textContent;
        line.closest(".fk-gap").classList.toggle("fk-told", !found.hidden);
      }
    },
  };
};
