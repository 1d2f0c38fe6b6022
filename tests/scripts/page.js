// A host of cards in a plain page, for the tests: the model that a card's script asks for, over
// `receive(id, message)`, which answers with what Python tells. What Python has as None arrives as
// undefined, as it does where Python runs in the browser.
class Model {
  constructor(id, state) {
    Object.assign(this, { id, state, listeners: {} });
  }
  get(part) { return this.state[part]; }
  set(part, value) { this.change({ [part]: value }); }
  on(name, then) { (this.listeners[name] ||= new Set()).add(then); }
  off(name, then) { this.listeners[name]?.delete(then); }
  send(message) { receive(this.id, JSON.stringify(message)).then((told) => this.change(read(told))); }
  change(parts) {
    Object.assign(this.state, parts);
    for (const part of Object.keys(parts)) for (const then of this.listeners["change:" + part] || []) then();
  }
}

const read = (json) => {
  const gone = (value) => (value && typeof value === "object"
    ? (Object.keys(value).forEach((key) => { value[key] = gone(value[key]); }), value) : value ?? undefined);
  return gone(JSON.parse(json));
};

// Draws a card and gives what takes it away again.
async function show(id, script, state) {
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const el = document.body.appendChild(document.createElement("section"));
  const model = new Model(id, read(state));
  (globalThis.models ||= {})[id] = model;
  return module.default.render({ model, el });
}
