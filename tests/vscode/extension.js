// What VS Code's own extension for Jupyter does, as far as a lesson needs it: files and a kernel of a
// Jupyter server. It brings the cells' outputs to the notebook, and all messages to its webviews.

const vscode = require("vscode");

exports.activate = async ({ extension }) => {
  const { server, token } = extension.packageJSON.jupyter;
  const ask = async (path, method = "GET", given, more = "") => {
    const answer = await fetch(`${server}/api/${path}?token=${token}${more}`, { method, body: given && JSON.stringify(given) });
    if (!answer.ok) throw vscode.FileSystemError.FileNotFound(path);
    return answer.status === 204 ? null : answer.json();
  };

  const changed = new vscode.EventEmitter();
  const at = (uri) => "contents" + uri.path;
  vscode.workspace.registerFileSystemProvider("kit", {
    onDidChangeFile: changed.event,
    watch: () => changed,
    createDirectory() {}, delete() {}, rename() {},
    async stat(uri) {
      const { type, size } = await ask(at(uri));
      return { type: type === "directory" ? 2 : 1, ctime: 0, mtime: 0, size: size || 0 };
    },
    readDirectory: async (uri) => (await ask(at(uri))).content.map(({ name, type }) => [name, type === "directory" ? 2 : 1]),
    readFile: async (uri) => new TextEncoder().encode((await ask(at(uri), "GET", null, "&type=file&format=text")).content),
    // as it is: VS Code asks no server to save
    writeFile: (uri, bytes) => ask(at(uri), "PUT", { type: "file", format: "text", content: new TextDecoder().decode(bytes) }),
  });

  const webviews = vscode.notebooks.createRendererMessaging("kit-widgets");
  const controller = vscode.notebooks.createNotebookController("kit", "jupyter-notebook", "Python of the kit");
  controller.supportedLanguages = ["python"];
  const session = crypto.randomUUID();
  const running = new Map(); // the run of a cell, by the message that asked for it
  const said = []; // what this kernel has said to widgets, for webviews that open later
  let kernel = null;

  async function line() {
    if (kernel) return kernel;
    const { id } = await ask("kernels", "POST", {});
    const socket = new WebSocket(`${server.replace("http", "ws")}/api/kernels/${id}/channels?session_id=${session}&token=${token}`);
    await new Promise((done) => (socket.onopen = done));
    kernel = { id, send: (message) => socket.send(JSON.stringify(message)) };
    socket.onmessage = ({ data }) => heard(JSON.parse(data));
    return kernel;
  }
  const message = (channel, type, content, metadata = {}) =>
    ({ channel, content, metadata, buffers: [], parent_header: {}, header: { msg_id: crypto.randomUUID(), msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString() } });

  function heard(one) {
    const { content, header } = one;
    if (header.msg_type.startsWith("comm_")) webviews.postMessage({ n: said.push(one) - 1, heard: one });
    else running.get(one.parent_header?.msg_id)?.(header.msg_type, content);
  }
  const item = (mime, value) => (mime.endsWith("json") ? vscode.NotebookCellOutputItem.json(value, mime)
    : vscode.NotebookCellOutputItem.text([].concat(value).join(""), mime));
  const order = (mime) => ["application/vnd", "text/html", "text/markdown"].findIndex((one) => mime.startsWith(one)) + 1 || 9;

  controller.executeHandler = async (cells) => {
    for (const cell of cells) {
      const run = controller.createNotebookCellExecution(cell);
      run.start(Date.now());
      await run.clearOutput();
      const asked = message("shell", "execute_request", { code: cell.document.getText(), silent: false, store_history: true, allow_stdin: false, stop_on_error: true }, { cellId: cell.document.uri.toString() });
      await new Promise((done) => {
        running.set(asked.header.msg_id, (type, content) => {
          const output = (items, metadata) => run.appendOutput(new vscode.NotebookCellOutput(items, { outputType: type, metadata }));
          if (content.data) {
            const mimes = Object.keys(content.data).sort((a, b) => order(a) - order(b));
            output(mimes.map((mime) => item(mime, content.data[mime])), content.metadata);
          } else if (type === "stream") output([vscode.NotebookCellOutputItem.stdout(content.text)]);
          else if (type === "error") output([vscode.NotebookCellOutputItem.error({ name: content.ename, message: content.evalue, stack: content.traceback.join("\n") })]);
          else if (content.execution_state === "idle") done();
        });
        line().then(({ send }) => send(asked));
      });
      run.end(true, Date.now());
    }
  };

  webviews.onDidReceiveMessage(({ editor, message: { comm } }) => {
    if (comm) kernel?.send(message("shell", "comm_msg", comm));
    else said.forEach((heard, n) => webviews.postMessage({ n, heard }, editor));
  });
  vscode.commands.registerCommand("kit.restart", async () => {
    await ask(`kernels/${kernel.id}/restart`, "POST");
    said.length = 0;
    webviews.postMessage({ restarted: true });
  });
};
