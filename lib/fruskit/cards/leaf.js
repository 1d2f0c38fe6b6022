// A leaf: a page of the text as Python drew it, with the student's notes on it.

function renderLeaf({ model, el }) {
  const gone = new AbortController();
  const root = h("div", { onkeydown: (event) => event.stopPropagation() });
  keepKeys(root);
  root.innerHTML = model.get("view").html; // markup of the kit's own, in which all words are escaped
  const page = root.querySelector(".fk-figure");
  const status = h("p", { class: "fk-unseen", role: "status", "aria-live": "polite" });
  const typing = h("div", { class: "fk-margin", role: "group", "aria-label": "A note on words that you type" });
  const help = h("details", { class: "fk-help" }, h("summary", null, "Select words to write a note of your own"),
    h("p", null, "With a mouse or a finger: select words, then press Note. By keyboard: Tab to the text, move with the arrows, select with Shift and the arrows, then press N. Your notes stay on this computer, and every later page shows them."),
    h("p", null, button("fk-type", "Type the words instead", () => write({ place: typing }))), typing);
  const lost = h("div", { class: "fk-margin", hidden: true, role: "group", "aria-label": "Notes whose words are gone" },
    h("p", null, "These notes are on words that are no longer in the text:"), h("ul", { class: "fk-lost" }));
  page.querySelector(".fk-sheet").before(help);
  page.append(lost, status, h("p", { class: "fk-problem", role: "alert" }, model.get("problem") || ""));
  const write = margin(page, model, { say: (text) => (status.textContent = text), gone: gone.signal });
  el.append(root);
  return () => gone.abort();
}

export default { render: renderLeaf };
