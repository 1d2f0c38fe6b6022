// The words of the trade: a button in the sentence shows what its word means, when it is pointed at,
// reached by keyboard, or tapped; those in the work area, where a button would be in the way, are in
// a list that opens. Terms are [as written, the word, its meaning].

const NOT_EXPLAINED = "a, button, label, figure, blockquote, h2, h3, h4, .fk-small, .fk-about, .fk-sign";

// Makes buttons of these terms in a node, the first of each alone; what they say is kept in `tips`.
function explain(node, terms, tips) {
  tips.replaceChildren();
  if (!terms || !terms.length) return;
  const meanings = new Map(terms.map(([written, ...rest]) => [written, rest]));
  const any = [...meanings.keys()].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(${any.sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\p{N}])`, "u");
  const walk = (node) => [...node.childNodes].forEach((child) => {
    if (child.nodeType === 3) {
      const pieces = child.data.split(found).map((piece, n) => (n % 2 ? once(piece) : piece));
      for (let n = 1; n < pieces.length; n += 2) { // a line does not break between a button and its comma
        const [mark] = pieces[n + 1].match(/^[^\s\p{L}\p{N}]*/u);
        if (pieces[n].nodeType && mark) pieces.splice(n, 2, h("span", { class: "fk-unbroken" }, pieces[n], mark), pieces[n + 1].slice(mark.length));
      }
      if (pieces.length > 1) child.replaceWith(...pieces);
    } else if (!child.matches(NOT_EXPLAINED)) walk(child);
  });
  const seen = new Set();
  const once = (written) => {
    const [word, meaning] = meanings.get(written);
    if (seen.has(word)) return written;
    seen.add(word);
    const [named, tip] = term(written, word, meaning);
    tips.append(tip);
    return named;
  };
  walk(node);
}

function term(written, word, meaning) {
  const tip = h("span", { class: "fk-tip", id: "fk-tip-" + Math.random().toString(36).slice(2), role: "tooltip", popover: "auto" }, h("strong", null, word), ": ", prose(meaning));
  const shown = () => tip.matches(":popover-open");
  const show = () => {
    if (!tip.showPopover || shown()) return;
    tip.showPopover();
    const at = named.getBoundingClientRect(), { width, height } = tip.getBoundingClientRect();
    const below = at.bottom + height <= innerHeight || at.top < height;
    tip.style.left = Math.max(4, Math.min(at.left, innerWidth - width - 4)) + "px";
    tip.style.top = (below ? at.bottom : at.top - height) + "px";
    addEventListener("scroll", hide, { capture: true, once: true });
  };
  const hide = () => tip.hidePopover && shown() && tip.hidePopover();
  let leaving = 0; // one may go from the word to what it says, and read there
  const leave = () => { leaving = setTimeout(hide, 250); };
  const stay = () => clearTimeout(leaving);
  tip.addEventListener("mouseenter", stay);
  tip.addEventListener("mouseleave", hide);
  const named = h("button", { type: "button", class: "fk-term", "aria-describedby": tip.id,
    onclick: show, onmouseenter: () => (stay(), show()), onmouseleave: leave, onfocus: show, onblur: hide }, written);
  return [named, tip];
}

// The terms that are in the work area and not in what is asked.
function lexicon(area, asked, terms) {
  const there = (terms || []).filter(([written]) => area.textContent.includes(written) && !asked.textContent.includes(written));
  const meanings = new Map(there.map(([, word, meaning]) => [word, meaning]));
  return meanings.size > 0 && h("details", { class: "fk-lexicon fk-small" },
    h("summary", null, "Words explained: " + [...meanings.keys()].join(", ")),
    h("dl", null, [...meanings].map(([word, meaning]) => [h("dt", null, word), h("dd", null, prose(meaning))])));
}
