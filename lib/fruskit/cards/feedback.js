// What is said back: the headline, what needs work, what is right, the words of the text that decide,
// what is known from elsewhere, where to look next. It draws a `result` and knows nothing else.

// Words of the text with layers on them, as nodes; start: where the words begin in their block. Offsets
// count code points, as Python does. A layer's role is a class: fk-look, fk-shown, fk-marked and so on.
function layered(text, start, layers) {
  const chars = Array.from(text);
  const own = layers.map((one) => ({ ...one, start: one.start - start, end: one.end - start }))
    .filter((one) => one.start < chars.length && one.end > 0);
  const cuts = [...new Set([0, chars.length, ...own.flatMap((one) => [one.start, one.end])])]
    .filter((at) => at >= 0 && at <= chars.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, n) => {
    const words = chars.slice(cuts[n], end).join("");
    const roles = own.filter((one) => one.start <= cuts[n] && one.end >= end).map((one) => one.role);
    return roles.length ? h(roles.every((role) => role === "look") ? "span" : "mark", { class: classes(roles), "data-at": cuts[n] + start }, words) : words;
  });
}

// Roles are “look”, “shown”, “in question”, or how the student’s own marks fare.
function classes(roles) {
  const named = { look: "fk-look", shown: "fk-shown", "in question": "fk-in-question", Right: "fk-marked fk-marked-right" };
  return roles.map((role) => named[role] || "fk-marked fk-marked-again").join(" ");
}

// A passage of the text: light() lays layers on it, go() leads a reader to it.
function passage({ block, label, text }, fixed = []) {
  const quote = h("blockquote", { dir: "auto", "data-block": block });
  const node = h("figure", { class: "fk-passage", tabindex: "-1" }, h("figcaption", null, label), quote);
  const light = (layers) => quote.replaceChildren(...layered(text, 0, [...fixed, ...layers]));
  light([]);
  return { block, node, light, go: (start) => goTo(node, node.querySelector(`[data-at="${start}"]`)) };
}

function goTo(node, place) {
  const fold = node.closest("details");
  if (fold) fold.open = true;
  node.focus({ preventScroll: true });
  (place || node).scrollIntoView({ block: "center", behavior: pace() });
}

function pace() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

// Python's None is null or, in a kernel that runs in the browser, undefined.
function signOf({ worth, sign, missing }) {
  if (worth == null) return ["fk-note", "¶"];
  if (worth === 1) return ["fk-right", "✓"];
  if (missing) return ["fk-missing", "+"];
  if (sign === "Wrong way round") return ["fk-wrong", "↕"];
  return ["fk-wrong", worth > 0 ? "◐" : "○"];
}

// before: the remark above it; who has the answer need not be sent to the same place twice.
function remark(said, go, before) {
  const [name, sign] = signOf(said);
  const { about, wanted, text, look } = said;
  if (!about && said.worth == null) return h("li", { class: "fk-remark", dir: "auto" }, h("p", null, prose(text)));
  const sent = said.told && String(before?.look) === String(look);
  const places = (sent ? [] : look).map(([block, start, named]) =>
    h("a", { href: "#", onclick: (event) => (event.preventDefault(), go(block, start)) }, named));
  return h("li", { class: `fk-remark ${name}${said.keys.length ? " fk-signed" : ""}` },
    h("p", { class: "fk-about", dir: "auto" },
      h("span", { class: "fk-sign" }, h("span", { "aria-hidden": "true" }, sign + " "), said.sign), " ", h("span", { class: "fk-of" }, prose(about || wanted))),
    h("div", { class: "fk-said", dir: "auto" },
      about && wanted && h("p", { class: "fk-wanted" }, "Right: ", h("strong", null, prose(wanted))),
      h("p", null, prose(text),
        places.length > 0 && h("span", { class: "fk-small" }, " See ", places.flatMap((one, n) => (n ? ["; ", one] : [one])), "."))));
}

function folded(name, summary, open, ...inside) {
  return h("details", { class: `fk-fold ${name}`, open }, h("summary", null, summary), inside);
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

// What the student wrote beside a model answer.
function comparison({ response, model }) {
  const written = typeof response === "string" ? response : response.claim;
  const side = (name, words) => h("div", null, h("h4", null, name), h("blockquote", { dir: "auto" }, words));
  return h("div", { class: "fk-beside" }, side("Your answer", written), side("A model answer", model));
}

function scored({ correct, score, reckoning, attempt, shown }) {
  const whole = correct ? 100 : Math.min(99, Math.round(100 * score));
  const words = `Score ${whole} of 100 · attempt ${attempt}` + (shown ? " · the answer was shown" : "");
  return reckoning ? folded("fk-score", words, false, h("p", null, `How it is counted: ${reckoning}.`)) : h("p", { class: "fk-score" }, words);
}

// The reply, in a node; go(block, start) leads to a place in the text. Gives fold(most, tight), which leaves
// so many remarks outside of folds, and closes these; tight: room is short even so.
function feedbackOf(result, passages, graded, go, feedback) {
  const { remarks, elsewhere, told, correct } = result;
  const right = remarks.filter((said) => !correct && said.sign === "Right");
  const notes = remarks.filter(({ worth }) => worth == null);
  const rows = remarks.filter((said) => said.worth != null && !right.includes(said));
  const list = (some) => h("ul", { class: "fk-remarks" }, some.map((said, n) => remark({ ...said, told }, go, some[n - 1])));
  const whole = correct && rows.length > 1; // then no row is worth more than another
  const [general, own] = [notes.filter(({ about }) => !about), notes.filter(({ about }) => about)];
  const here = list(whole ? [...general, ...own, ...rows] : [...rows, ...notes]);
  const score = graded && scored(result);
  const headline = h("h3", { class: "fk-headline", tabindex: "-1" },
    h("span", { "aria-hidden": "true" }, correct ? "✓ " : "○ "), result.headline);
  const lead = h("div", { class: "fk-lead" }, headline,
    result.earlier && h("p", { class: "fk-earlier", dir: "auto" }, h("strong", null, "At first you said: "), prose(result.earlier)),
    here);
  const next = result.next && h("p", { class: "fk-next" }, h("strong", null, "Next: "), prose(result.next));
  const folds = h("div", { class: "fk-folds" },
    right.length > 0 && folded("fk-done", `${right.length} right`, false, list(right)),
    passages.length > 0 && folded("fk-where", told ? "What the text says" : passages.length > 1 ? "The passages" : "The passage", told, passages.map((one) => one.node)),
    elsewhere.length > 0 && folded("fk-known", "Known from elsewhere", true, h("div", { class: "fk-elsewhere" },
      h("p", { class: "fk-small" }, "The section itself does not say this."),
      h("ul", null, elsewhere.map(known)))),
    result.model && folded("fk-model", "A model answer", true, comparison(result)),
    result.rubric && folded("fk-judge", "Judge your own answer", told,
      h("ul", { class: "fk-rubric" }, result.rubric.map((line) => h("li", { dir: "auto" }, prose(line))))),
    score);
  feedback.replaceChildren(...[lead, next, folds].filter(Boolean));

  const more = folded("fk-more", "", false, h("ul", { class: "fk-remarks" }));
  return (most, tight) => {
    folds.querySelectorAll("[open]").forEach((fold) => (fold.open = false));
    const [summary, rest] = more.children;
    const open = whole && most < here.children.length ? Math.min(most, general.length || 1) : most;
    rest.prepend(...[...here.children].slice(open));
    const all = rest.children.length;
    summary.textContent = !correct ? `${all} more to look at` : whole ? "Why each is right" : "More";
    if (all && folds.firstChild !== more) folds.prepend(more);
    if (!tight) return;
    lead.classList.add("fk-tight");
    if (next) folds.prepend(folded("fk-next", "Next", false, h("p", null, prose(result.next))));
    if (next) next.remove();
    // A score that is a line goes beside the headline.
    if (score && !result.reckoning) lead.prepend(h("div", { class: "fk-beside-it" }, headline, score));
  };
}
