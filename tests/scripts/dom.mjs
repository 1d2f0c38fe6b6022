// As much of a browser's document as the scripts of the cards use, for tests of what they reckon
// with. No layout, no selection, no events but those that a test sends.

export class Element {
  constructor(name) {
    this.localName = name;
    this.childNodes = [];
    this.parent = null;
    this.attributes = new Map();
    this.listeners = [];
    this.dataset = {};
    this.hidden = false;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
    if (name.startsWith("data-")) this.dataset[name.slice(5)] = String(value);
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  get id() {
    return this.attributes.get("id") ?? "";
  }
  get value() {
    if (this.written !== undefined) return this.written;
    return this.localName === "select" ? this.children[0].value : this.attributes.get("value") ?? "";
  }
  set value(value) {
    this.written = value;
  }
  get options() {
    return this.children;
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get textContent() {
    return this.childNodes.map((node) => (node instanceof Element ? node.textContent : node)).join("");
  }
  set textContent(text) {
    this.replaceChildren(text);
  }
  append(...nodes) {
    for (const node of nodes) {
      if (node instanceof Element) {
        if (node.parent) node.parent.childNodes = node.parent.childNodes.filter((one) => one !== node);
        node.parent = this;
      }
      this.childNodes.push(node instanceof Element ? node : String(node));
    }
  }
  prepend(...nodes) {
    const own = this.childNodes;
    this.childNodes = [];
    this.append(...nodes, ...own);
  }
  appendChild(node) {
    this.append(node);
    return node;
  }
  replaceChildren(...nodes) {
    this.childNodes = [];
    this.append(...nodes);
  }
  contains(other) {
    return this === other || this.children.some((child) => child.contains(other));
  }

  // All below it, itself left out, in the order of the document.
  below() {
    return this.children.flatMap((child) => [child, ...child.below()]);
  }
  all(name) {
    const of = { ".": (node) => node.classList.contains(name.slice(1)), "[": (node) => node.attributes.has(name.slice(1, -1)) };
    return this.below().filter(of[name[0]] ?? ((node) => node.localName === name));
  }
  querySelectorAll(name) {
    return this.all(name);
  }
  querySelector(name) {
    return this.all(name)[0] ?? null;
  }

  get classList() {
    const names = () => new Set((this.attributes.get("class") ?? "").split(" ").filter(Boolean));
    const keep = (set) => this.attributes.set("class", [...set].join(" "));
    const toggle = (name, on = !names().has(name)) => {
      const set = names();
      on ? set.add(name) : set.delete(name);
      keep(set);
    };
    return { toggle, contains: (name) => names().has(name), add: (name) => toggle(name, true), remove: (name) => toggle(name, false) };
  }

  addEventListener(type, then) {
    this.listeners.push([type, then]);
  }
  send(type, event = {}) {
    const whole = { type, target: this, preventDefault() {}, stopPropagation() {}, ...event };
    for (let node = this; node; node = node.parent) {
      node.listeners.filter(([one]) => one === type).forEach(([, then]) => then(whole));
    }
  }
  focus() {}
  scrollIntoView() {}
  closest(name) {
    return this.classList.contains(name.slice(1)) ? this : this.parent?.closest(name) ?? null;
  }
}

export const document = { createElement: (name) => new Element(name), addEventListener() {} };
export const getSelection = () => ({ isCollapsed: true, removeAllRanges() {} });
