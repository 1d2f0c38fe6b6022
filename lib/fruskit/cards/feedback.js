// What is said back: the headline, a remark on each part, the words of the text that decide, what is
// known from elsewhere, where to look next. It draws a `result` and knows nothing else.

// Words of the text with some of them marked; spans count code points, as Python does.
function passage({ block, label, text, spans }, role = "deciding") {
  const chars = Array.from(text);
  const slice = (from, to) => chars.slice(from, to).join("");
  let at = 0;
  const pieces = spans.flatMap(([start, end]) => {
    const before = slice(at, start);
    at = end;
    return [before, h("mark", { class: `fk-${role.replace(" ", "-")}` }, slice(start, end))];
  });
  return h("figure", { class: "fk-passage" },
    h("figcaption", null, label),
    h("blockquote", { dir: "auto", "data-block": block }, pieces, slice(at)));
}

// Python's None is null or, in a kernel that runs in the browser, undefined.
function signOf(worth) {
  if (worth == null) return ["fk-note", "¶", "Note"];
  if (worth === 1) return ["fk-right", "✓", "Right"];
  return worth > 0 ? ["fk-wrong", "◐", "In part"] : ["fk-wrong", "○", "Look again"];
}

function remark({ about, worth, text, where }, passages) {
  const [name, sign, word] = signOf(worth);
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

// What the student wrote beside a model answer, and by what to judge one's own.
function comparison({ response, model, rubric }) {
  const written = typeof response === "string" ? response : response.claim;
  const side = (name, words) => h("div", null, h("h4", null, name), h("blockquote", { dir: "auto" }, words));
  return [
    h("div", { class: "fk-beside" }, side("Your answer", written), side("A model answer", model)),
    h("h4", null, "Judge your own by these"),
    h("ul", { class: "fk-rubric" }, rubric.map((line) => h("li", { dir: "auto" }, prose(line)))),
  ];
}

function feedbackOf(result, graded) {
  const { passages, elsewhere } = result;
  const whole = result.correct ? 100 : Math.min(99, Math.round(100 * result.score));
  const score = graded ? `Score ${whole} of 100` + (result.reckoning ? ` (${result.reckoning})` : "") + ` · attempt ${result.attempt}` : "";
  return [
    h("h3", { class: "fk-headline", tabindex: "-1" },
      h("span", { "aria-hidden": "true" }, result.correct ? "✓ " : "○ "), result.headline),
    result.earlier && h("p", { class: "fk-earlier", dir: "auto" }, h("strong", null, "At first you said: "), prose(result.earlier)),
    score && h("p", { class: "fk-small fk-score" }, score),
    h("ul", { class: "fk-remarks" }, result.remarks.map((said) => remark(said, passages))),
    passages.length > 0 && h("h4", null, "What the text says"),
    passages.map((one) => passage(one)),
    elsewhere.length > 0 && h("div", { class: "fk-elsewhere" },
      h("h4", null, "Known from elsewhere"),
      h("p", { class: "fk-small" }, "The section itself does not say this."),
      h("ul", null, elsewhere.map(known))),
    result.model && comparison(result),
    result.next && h("p", { class: "fk-next" }, h("strong", null, "Next: "), prose(result.next)),
  ];
}
