// A card's line to Python: whether anyone is at its end, and what was begun while no one was. A strip says
// so at once, and offers to start again where that can be done: the kit's own script in JupyterLab listens
// for it; without that, Jupyter's own button restarts Python and runs all cells. What was begun and is not kept stays in this tab until it is.

function lifeline(view, model, el, { read, say, gone }) {
  const place = `fruskit begun ${view.id}`;
  const strip = h("div", { class: "fk-strip", hidden: true });
  const words = h("span");
  const again = () => el.closest(".jp-NotebookPanel")?.querySelector("[data-command='notebook:restart-run-all']");
  const start = button("fk-start", "Start again", () => {
    if (!el.dispatchEvent(new CustomEvent("fruskit:start", { bubbles: true, cancelable: true }))) {
      words.textContent = "Starting again …";
      start.hidden = true;
    } else if (again()) {
      [fkRan.cell, fkRan.at] = [el.closest(".jp-Cell"), Date.now()]; // the page goes to its end; the focus comes back
      for (const type of ["mousedown", "click"]) again().dispatchEvent(new MouseEvent(type, { bubbles: true })); // it hears one
    } else tell(false);
  });
  let down = false;
  let begun = false; // whether there is something of the student's that Python may not have
  let last = ""; // the message that brought it

  const tell = (listens) => {
    words.textContent = "Python has stopped. Your answers are kept." + (listens ? ""
      : " To go on, run the whole lesson: Run → Run All Cells in Jupyter, Run All in VS Code, Runtime → Run all in Colab.");
    start.hidden = !listens;
    strip.hidden = false;
  };
  const lost = () => {
    down = true;
    if (begun) stash();
    tell(!!globalThis.fruskitStarts || !!again());
    if (el.contains(document.activeElement)) say(words.textContent);
  };
  const stash = () => {
    try { sessionStorage.setItem(place, JSON.stringify(read())); } catch { /* no room: it is on screen */ }
  };
  const drop = () => {
    begun = false;
    try { sessionStorage.removeItem(place); } catch { /* there is none */ }
  };
  const send = (message) => {
    if ("response" in message) {
      last = message.id;
      stash(); // the page, or Python, may be gone before it is kept
    }
    if (down) return false;
    try {
      model.send(message);
      return true;
    } catch {
      lost(); // the kernel behind this view is gone
      return false;
    }
  };
  const heard = () => queueMicrotask(() => {
    if (model.get("heard") === last && !model.get("problem")) drop();
  });

  strip.append(words, start);
  model.on("comm_live_update", lost);
  model.on("change:heard", heard);
  window.addEventListener("fruskit:down", ({ detail }) => detail(el) && lost(), { signal: gone });
  gone.addEventListener("abort", () => {
    model.off("comm_live_update", lost);
    model.off("change:heard", heard);
  });
  return {
    strip,
    send,
    drop,
    touch: () => (begun = true),
    // What was begun in this tab and is not kept, or null.
    left() {
      try { return JSON.parse(sessionStorage.getItem(place)); } catch { return null; }
    },
  };
}
