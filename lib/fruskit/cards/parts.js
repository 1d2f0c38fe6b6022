// What every script builds with.

// An element. Text is always text, never markup; "onclick" and the like become listeners.
function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child != null && child !== false));
  return node;
}

// An exercise's own words: *asterisks* are italics, the only markup they have.
function prose(text) {
  return text.split(/\*([^*\n]+)\*/).map((part, n) => (n % 2 ? h("em", null, part) : part));
}

function button(name, label, onclick) {
  return h("button", { type: "button", class: `fk-button ${name}`, onclick }, label);
}

// The keys that are pressed in here are not for the notebook around it. Notebook 7 takes what it can before
// a listener in here hears of it, and asks the element that has the focus, before those around it.
function keepKeys(root) {
  const keep = (node) => node.setAttribute("data-lm-suppress-shortcuts", "true");
  keep(root);
  root.addEventListener("focusin", ({ target }) => keep(target));
}

// The first words of a text, for labels and lists that must stay short.
function short(text, most = 60) {
  const plain = text.replace(/\*([^*\n]+)\*/g, "$1");
  const chars = Array.from(plain);
  return chars.length > most ? chars.slice(0, most - 1).join("").trimEnd() + "…" : plain;
}
