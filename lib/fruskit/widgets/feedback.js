// What is said back: the headline, a remark on each part, the words of the text that decide, what is
// known from elsewhere, where to look next. It draws a `result` and knows nothing else.

// Words of the text with the deciding ones marked; spans count code points, as Python does.
function passage({ label, text, spans }) {
  const chars = Array.from(text);
  const slice = (from, to) => chars.slice(from, to).join("");
  let at = 0;
  const pieces = spans.flatMap(([start, end]) => {
    const before = slice(at, start);
    at = end;
    return [before, h("mark", null, slice(start, end))];
  });
  return h("figure", { class: "fk-passage" },
    h("figcaption", null, label),
    h("blockquote", { dir: "auto" }, pieces, slice(at)));
}

function remark({ about, right, text, where }, passages) {
  const [name, sign, word] = right === true ? ["fk-right", "✓", "Right"]
    : right === false ? ["fk-wrong", "○", "Look again"] : ["fk-note", "¶", "Note"];
  const place = passages.length > 1 && where.map((n) => passages[n].label).join("; ");
  return h("li", { class: `fk-remark ${name}` },
    h("span", { class: "fk-sign" }, h("span", { "aria-hidden": "true" }, sign + " "), word),
    h("div", { class: "fk-said", dir: "auto" },
      about && h("p", { class: "fk-about" }, prose(about)),
      h("p", null, prose(text)),
      place && h("p", { class: "fk-small" }, "In: " + place)));
}

// A fact that the text does not state, with where it was read; only web addresses become links.
function known({ date, text, source, link, standing }) {
  const named = prose(source);
  const web = /^https?:\/\//.test(link || "");
  return h("li", null,
    h("p", null, date && h("strong", null, date + ". "), prose(text)),
    h("p", { class: "fk-small" }, standing && standing !== "read" ? `Source (${standing}): ` : "Source: ",
      web ? h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, named) : named));
}

function feedbackOf(result) {
  const { passages, elsewhere } = result;
  const score = `Score ${Math.round(100 * result.score)} of 100 · attempt ${result.attempt}`;
  return [
    h("h3", { class: "fk-headline", tabindex: "-1" },
      h("span", { "aria-hidden": "true" }, result.correct ? "✓ " : "○ "), result.headline),
    h("p", { class: "fk-small fk-score" }, score),
    h("ul", { class: "fk-remarks" }, result.remarks.map((said) => remark(said, passages))),
    passages.length > 0 && h("h4", null, "What the text says"),
    passages.map(passage),
    elsewhere.length > 0 && h("div", { class: "fk-elsewhere" },
      h("h4", null, "Known from elsewhere"),
      h("p", { class: "fk-small" }, "The section itself does not say this."),
      h("ul", null, elsewhere.map(known))),
    result.next && h("p", { class: "fk-next" }, h("strong", null, "Next: "), prose(result.next)),
  ];
}
