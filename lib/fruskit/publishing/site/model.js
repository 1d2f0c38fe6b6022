// The model that a script of cards, leaves and panels asks for: get, set, on, off, send. `receive(name,
// message)` answers with the parts that Python has changed; what Python has as None is undefined.

class Model {
  constructor(name, state, receive) {
    Object.assign(this, { name, state: known(state), receive, listeners: {} });
  }
  get(part) { return this.state[part]; }
  set(part, value) { this.change({ [part]: value }); }
  on(name, then) { (this.listeners[name] ||= new Set()).add(then); }
  off(name, then) { this.listeners[name]?.delete(then); }
  send(message) { this.receive(this.name, message).then((told) => this.change(known(told)), () => {}); }
  change(parts) {
    Object.assign(this.state, parts);
    for (const part of Object.keys(parts)) for (const then of this.listeners["change:" + part] || []) then();
  }
}

function known(value) {
  if (!value || typeof value !== "object") return value ?? undefined;
  for (const key of Object.keys(value)) value[key] = known(value[key]);
  return value;
}

const modules = new Map(); // by script: one that is shown often is read once

// Draws what `shown` says, script and state, in an element; gives what takes it away again.
async function draw(name, { script, state }, el, receive) {
  if (!modules.has(script)) modules.set(script, import(URL.createObjectURL(new Blob([script], { type: "text/javascript" }))));
  return (await modules.get(script)).default.render({ model: new Model(name, state, receive), el });
}
