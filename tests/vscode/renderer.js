// VS Code's own bundle of ipywidgets 8 in a notebook's webview: its manager, over a kernel whose messages the
// extension brings. A view of a kernel that is gone falls back to the output's next type, as there.

import { activate as bundled } from "./ipywidgets.js";

const modules = {};
window.define = (...given) => {
  const factory = given.pop();
  const needs = Array.isArray(given.at(-1)) ? given.pop() : [];
  modules[given.pop() || "anywidget"] = factory(...needs.map((name) => modules[name]));
};
window.requirejs = ([name], done) => done(modules[name]);

const signal = () => {
  const heard = [];
  return { connect: (then, me) => heard.push(then.bind(me)), disconnect() {}, emit: (said) => heard.forEach((then) => then(null, said)) };
};

function kernelOver(send) {
  const comms = new Map();
  const targets = {};
  const comm = (targetName, commId) => {
    const made = { targetName, commId, send: (data) => (send({ comm_id: commId, data }), { msg: { header: {} } }), open() {}, close() {}, dispose() {} };
    comms.set(commId, made);
    return made;
  };
  const signals = Object.fromEntries(["statusChanged", "connectionStatusChanged", "iopubMessage", "unhandledMessage", "anyMessage", "disposed"].map((name) => [name, signal()]));
  return {
    ...signals, id: "kit", name: "python", username: "", clientId: "", status: "idle", connectionStatus: "connected", handleComms: true, model: {}, serverSettings: {},
    createComm: comm,
    registerCommTarget: (name, then) => (targets[name] = then),
    requestCommInfo: async () => ({ content: { status: "ok", comms: {} } }),
    heard(said) {
      const { comm_id, target_name } = said.content;
      if (said.header.msg_type === "comm_open") return targets[target_name]?.(comm(target_name, comm_id), said);
      const [type, one] = [said.header.msg_type, comms.get(comm_id)];
      return type === "comm_close" ? one?.onClose?.(said) : one?.onMsg?.(said);
    },
  };
}

export async function activate(context) {
  document.head.append(Object.assign(document.createElement("style"), { textContent: WIDGETS }));
  bundled();
  window.vscIPyWidgets8.load();
  await new Promise((done) => {
    const script = document.createElement("script");
    script.src = new URL("anywidget.js", import.meta.url);
    script.onload = done;
    document.head.append(script);
  });
  const loader = { widgetsRegisteredInRequireJs: new Set(["anywidget"]), errorHandler: console.error, successHandler() {}, async loadWidgetScript() {} };
  let kernel, manager, next;
  const start = () => {
    kernel = kernelOver((comm) => context.postMessage({ comm }));
    manager = new window.vscIPyWidgets.WidgetManager(kernel, null, loader, () => {});
    next = 0;
  };
  start();
  context.onDidReceiveMessage(({ restarted, n, heard }) => {
    if (restarted) (manager.dispose(), start());
    else if (n === next) (next++, kernel.heard(heard));
  });
  context.postMessage({ opened: true });
  const known = async (id) => {
    for (let n = 0; n < 20 && !manager.has_model(id); n++) await new Promise((done) => setTimeout(done, 100));
    return manager.has_model(id);
  };
  const views = new Map();
  return {
    async renderOutputItem(output, element) {
      const { model_id } = output.json();
      if (!await known(model_id)) throw Object.assign(new Error("of another kernel"), { name: "vscode.fallbackToNextRenderer" });
      element.classList.add("cell-output-ipywidget-background");
      const box = Object.assign(document.createElement("div"), { className: "cell-output-ipywidget-background", tabIndex: 0, role: "region", ariaLabel: "Interactive widget output" });
      element.replaceChildren(box);
      const model = await manager.get_model(model_id);
      const view = await manager.create_view(model, { el: box });
      views.get(output.id)?.dispose();
      views.set(output.id, await manager.display_view(null, view, { node: box }));
    },
    disposeOutputItem(id) {
      views.get(id)?.dispose(); // its model stays
      views.delete(id);
    },
  };
}

const WIDGETS = `
.cell-output-ipywidget-background { background: white !important; }
.cell-output-ipywidget-background :is(button, a, input, select, textarea, [tabindex="0"]) { outline: none; }
.cell-output-ipywidget-background :is(button, a, input, select, textarea, [tabindex="0"]):focus { outline: 2px solid var(--vscode-focusBorder, #007ACC) !important; outline-offset: 2px !important; }
`;
