// Opens a lesson alive in JupyterLab: its plain cells run by themselves, their code is folded, the page
// stays at the reader's place, and a bar says where one is. Which cells are plain, the server says
// (fruskit/cards/lab.py); what it does not name is not run. Written by hand: there is no build step.
(() => {
  const PAUSE = 250; // milliseconds of rest before a place is noted
  const SETTLING = 3000; // in which what has just run may still grow, and the place is held
  const KERNEL = "python3"; // no other runs the kit’s cells
  let scope = null; // JupyterLab's own modules
  let app = null;
  let lab = null; // those of them that are used here
  const lessons = new Set();

  const module = async (name) => {
    const versions = scope[name];
    return (await versions[Object.keys(versions)[0]].get())();
  };

  const remembered = (key) => {
    try { return JSON.parse(localStorage.getItem(`fruskit ${key}`)); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`fruskit ${key}`, JSON.stringify(value)); } catch { /* a full store */ }
  };

  function h(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value != null) node.setAttribute(name, value);
    }
    node.append(...children.filter(Boolean));
    return node;
  }

  // --- what the server says

  async function asked(panel, cells) {
    const contents = app.serviceManager.contents;
    if (contents.driveName(panel.context.path)) return {};
    const settings = app.serviceManager.serverSettings;
    const path = contents.localPath(panel.context.path);
    const body = JSON.stringify({ path, cells: cells.map(sourceOf) });
    const address = lab.coreutils.URLExt.join(settings.baseUrl, "fruskit/lesson");
    const answer = await lab.services.ServerConnection.makeRequest(address, { method: "POST", body }, settings);
    return answer.ok ? answer.json() : {};
  }

  const sourceOf = (cell) => cell.model.sharedModel.getSource();
  const codeOf = (panel) => panel.content.widgets.filter((cell) => cell.model.type === "code");

  // --- one lesson

  async function opened(panel) {
    await panel.context.ready;
    const cells = codeOf(panel);
    const plan = await asked(panel, cells);
    if (!plan.title || panel.isDisposed) return;
    const lesson = { panel, plan, place: placeOf(panel), moved: true };
    lessons.add(lesson);
    panel.disposed.connect(() => lessons.delete(lesson));
    lesson.plain = cells.filter((_, n) => plan.runs[n]);
    for (const cell of lesson.plain) cell.addClass("fl-plain");
    panel.addClass("fl-lesson");
    addBar(lesson);
    fold();
    clean(lesson);
    watch(lesson);
    listen(lesson);
    await panel.revealed;
    app.restored.then(() => app.shell.collapseLeft && app.shell.collapseLeft());
    await run(lesson, lastPlace(lesson));
  }

  // Runs the plain cells, if the server still says so; the place stays, and nothing is left to save.
  async function run(lesson, place) {
    const { panel } = lesson;
    lesson.settled = lesson.plain.length ? Infinity : 0;
    hold(lesson, place);
    if (!lesson.plain.length) return;
    await panel.sessionContext.ready;
    const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
    if (!kernel || kernel.name !== KERNEL) return;
    const cells = codeOf(panel);
    const { runs } = await asked(panel, cells);
    const now = cells.filter((_, n) => runs && runs[n]);
    if (!now.length) return;
    lesson.running = true;
    try {
      await lab.notebook.NotebookActions.runCells(panel.content, now, panel.sessionContext);
    } finally {
      lesson.running = false;
      lesson.clean();
      lesson.settled = Date.now() + SETTLING;
    }
  }

  // Cards hear at once that their Python has stopped, those out of sight too.
  function listen(lesson) {
    const { panel } = lesson;
    const down = () => window.dispatchEvent(new CustomEvent("fruskit:down", {
      detail: (node) => panel.content.widgets.some((cell) => cell.node.contains(node)),
    }));
    const stopped = new Set(["restarting", "autorestarting", "dead", "terminating"]);
    panel.sessionContext.statusChanged.connect((_, status) => stopped.has(status) && down());
    panel.sessionContext.kernelChanged.connect((_, { oldValue }) => oldValue && down());
    panel.node.addEventListener("fruskit:start", (event) => {
      event.preventDefault();
      again(lesson).catch(down);
    });
  }

  // After the kernel has stopped or was restarted: one click, and the lesson is there again.
  async function again(lesson) {
    if (lesson.running) return;
    const context = lesson.panel.sessionContext;
    const kernel = context.session && context.session.kernel;
    if (!kernel) await context.changeKernel({ name: KERNEL });
    else if (["dead", "unknown"].includes(kernel.status)) await context.restartKernel();
    await run(lesson, topmost(lesson.panel) || [0, 0]);
  }

  // --- the code, folded out of sight by one switch for all lessons

  function fold() {
    const shown = remembered("code") === true;
    for (const { panel, toggle } of lessons) {
      panel.toggleClass("fl-folded", !shown);
      toggle.setAttribute("aria-checked", String(shown));
    }
  }

  // --- what is worth saving: the sources, and what cells show that are not ours

  function clean(lesson) {
    const { model } = lesson.panel.context;
    const worth = () => JSON.stringify(lesson.panel.content.widgets.map((cell) => [
      cell.model.type, sourceOf(cell), lesson.plain.includes(cell) || !cell.model.outputs ? null : cell.model.outputs.toJSON(),
    ]));
    let saved = worth();
    lesson.clean = () => {
      if (!lesson.running && model.dirty && worth() === saved) model.dirty = false;
    };
    model.stateChanged.connect((_, change) => {
      if (change.name === "dirty" && change.newValue) setTimeout(lesson.clean);
    });
    lesson.panel.context.saveState.connect((_, state) => {
      if (state.startsWith("completed")) saved = worth();
    });
  }

  // --- where the reader is

  const scroller = (panel) => panel.content.outerNode || panel.content.node;
  const placeOf = (panel) => `place ${lab.coreutils.PageConfig.getOption("serverRoot")} ${panel.context.path}`;

  // The cell at the top of the page, and how far it is scrolled past that.
  function topmost(panel) {
    const top = scroller(panel).getBoundingClientRect().top;
    const cells = panel.content.widgets;
    for (let n = 0; n < cells.length; n += 1) {
      const box = cells[n].isAttached && cells[n].node.isConnected && cells[n].node.getBoundingClientRect();
      if (box && box.height && box.bottom > top + 1) return [n, Math.round(top - box.top)];
    }
    return null;
  }

  function watch(lesson) {
    const page = scroller(lesson.panel);
    let timer = 0;
    page.addEventListener("scroll", () => {
      clearTimeout(timer);
      timer = setTimeout(() => tell(lesson), PAUSE);
    }, { passive: true });
    for (const name of ["wheel", "pointerdown", "keydown", "touchstart"]) {
      page.addEventListener(name, () => (lesson.moved = true), { capture: true, passive: true });
    }
  }

  function tell(lesson) {
    const { panel, place } = lesson;
    const at = panel.isVisible && topmost(panel);
    if (!at) return;
    lesson.show(at[0]);
    if (!lesson.moved) return; // the page has moved by itself
    const [n, past] = at;
    remember(place, n || past > 0 ? { cell: panel.content.widgets[n].model.id, past } : null);
  }

  // The reader's last place, as in `topmost`; a new reader begins at the top.
  function lastPlace({ panel, place }) {
    const last = remembered(place);
    const at = last ? panel.content.widgets.findIndex((cell) => cell.model.id === last.cell) : -1;
    return at < 0 ? [0, 0] : [at, Number(last.past) || 0];
  }

  // Cells that come alive change their height: the place is held until then, or until the reader moves.
  async function hold(lesson, [at, past]) {
    const { panel } = lesson;
    lesson.moved = false;
    if (at) await panel.content.scrollToItem(at, "start").catch(() => {});
    while (!lesson.moved && !panel.isDisposed && !(lesson.settled < Date.now())) {
      const page = scroller(panel);
      const cell = panel.content.widgets[at].node;
      if (!at && !past) page.scrollTop = 0;
      else if (cell.isConnected) page.scrollTop += cell.getBoundingClientRect().top - page.getBoundingClientRect().top + past;
      await new Promise((done) => setTimeout(done, 50));
    }
    tell(lesson);
  }

  // --- the bar

  function addBar(lesson) {
    const { panel, plan } = lesson;
    const where = h("span", { class: "fl-bar-where" });
    const line = h("span", { class: "fl-bar-line", "aria-hidden": "true" });
    lesson.toggle = h("button", {
      class: "fl-bar-code", type: "button", role: "switch", "aria-checked": "false",
      onclick: () => {
        remember("code", lesson.toggle.getAttribute("aria-checked") !== "true");
        fold();
      },
    }, h("span", { class: "fl-bar-knob", "aria-hidden": "true" }), "Show code");
    const widget = new lab.widgets.Widget({ node: h("nav", { class: "fl-bar", "aria-label": "Lesson" },
      neighbor(plan.before, "before"),
      h("p", { class: "fl-bar-title" },
        plan.number && h("span", { class: "fl-bar-number" }, `Lesson ${plan.number}`),
        h("strong", null, plan.title), where),
      lesson.plain.length ? lesson.toggle : null,
      neighbor(plan.after, "after"), line) });
    panel.contentHeader.addWidget(widget);
    if (plan.because) panel.contentHeader.addWidget(new lab.widgets.Widget({ node: warning(plan.because) }));
    const heads = headings(panel);
    lesson.show = (at) => {
      const page = scroller(panel);
      const head = heads.filter(([n]) => n <= at).at(-1);
      where.textContent = head ? head[1] : "";
      const whole = page.scrollHeight - page.clientHeight;
      line.style.transform = `scaleX(${whole > 0 ? page.scrollTop / whole : 0})`;
    };
  }

  function neighbor(lesson, side) {
    if (!lesson) return h("span", { class: `fl-bar-${side}` });
    const arrow = h("span", { "aria-hidden": "true" }, side === "before" ? "←" : "→");
    const name = h("span", { class: "fl-bar-name" }, lesson.title);
    const page = lab.coreutils.PageConfig.getOption("notebookPage"); // Notebook 7, a page for each
    const go = (event) => {
      if (page || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      app.commands.execute("docmanager:open", { path: lesson.path });
    };
    const base = lab.coreutils.PageConfig.getBaseUrl();
    const href = lab.coreutils.URLExt.join(base, page || "lab/tree", lab.coreutils.URLExt.encodeParts(lesson.path));
    const said = `${side === "before" ? "Lesson before" : "Next lesson"}: ${lesson.title}`;
    return h("a", { class: `fl-bar-${side}`, href, "aria-label": said, title: lesson.title, onclick: go },
      ...(side === "before" ? [arrow, name] : [name, arrow]));
  }

  function warning(name) {
    return h("p", { class: "fl-bar-warning", role: "note" },
      "This lesson did not start by itself. Its folder holds ", h("code", null, name),
      ", which Python could run in place of the kit’s own code. If you trust that file, choose ",
      h("em", null, "Run → Run All Cells"), ".");
  }

  // The headings below the title, each with the number of its cell, without Markdown’s signs.
  function headings(panel) {
    return panel.content.widgets.flatMap((cell, n) => {
      if (cell.model.type !== "markdown") return [];
      const found = /^##+\s+(.+)$/m.exec(sourceOf(cell));
      return found ? [[n, found[1].replace(/[*_`]|\]\([^)]*\)|\[/g, "").trim()]] : [];
    });
  }

  // --- as JupyterLab wants it

  async function plugin() {
    const names = ["notebook", "coreutils", "services"];
    const found = await Promise.all([...names.map((name) => module(`@jupyterlab/${name}`)), module("@lumino/widgets")]);
    lab = Object.fromEntries([...names, "widgets"].map((name, n) => [name, found[n]]));
    return {
      id: "fruskit:lesson",
      description: "A lesson of the kit opens alive.",
      autoStart: true,
      requires: [lab.notebook.INotebookTracker],
      activate(started, tracker) {
        app = started;
        globalThis.fruskitStarts = true; // cards offer to start again
        const base = lab.coreutils.PageConfig.getOption("fullLabextensionsUrl");
        document.head.append(h("link", { rel: "stylesheet", href: `${base}/fruskit/static/lesson.css` }));
        tracker.widgetAdded.connect((_, panel) => {
          opened(panel).catch((problem) => console.warn("fruskit: a lesson did not open alive", problem));
        });
      },
    };
  }

  (window._JUPYTERLAB = window._JUPYTERLAB || {}).fruskit = {
    init(shared) { scope = shared; },
    async get() {
      const made = await plugin();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
