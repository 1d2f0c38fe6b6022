// Order: lines to be moved, by buttons, by dragging, or by arrow keys on a line's handle.

AREAS.order = (view, { id, say, changed }) => {
  let moved = false; // until something is moved there is no answer
  let locked = false;
  const lines = new Map(view.items.map((item) => [item.key, line(item)]));
  const list = h("ol", { class: "fk-lines" }, [...lines.values()]);
  const keys = () => [...list.children].map((node) => node.dataset.key);

  function line({ key, text }) {
    const name = short(text, 110);
    const parts = [
      h("button", { type: "button", class: "fk-handle", "aria-describedby": id + "-help" },
        h("span", { class: "fk-unseen" }, `Move “${name}”`), h("span", { "aria-hidden": "true" }, "⠿")),
      h("span", { class: "fk-line-text", dir: "auto" }, prose(text)),
      ["up", "down"].map((way) => h("button", {
        type: "button", class: `fk-step fk-${way}`, "aria-label": `Move “${name}” ${way}`,
        onclick: () => step(node, way === "up" ? -1 : 1, name),
      }, way === "up" ? "↑" : "↓")),
    ];
    const node = h("li", { class: "fk-line", "data-key": key }, h("div", { class: "fk-line-box" }, parts));
    node.addEventListener("pointerdown", (event) => drag(event, node, name));
    node.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || !(event.altKey || event.target.classList.contains("fk-handle"))) return;
      event.preventDefault();
      step(node, by, name);
    });
    return node;
  }

  function step(node, by, name) {
    const other = by < 0 ? node.previousElementSibling : node.nextElementSibling;
    if (locked || !other) return say(locked ? "" : `“${name}” is ${by < 0 ? "first" : "last"} already.`);
    // The other line moves: a node that is moved loses focus and pointer.
    if (by < 0) node.after(other);
    else node.before(other);
    settled(node, name);
  }

  function settled(node, name) {
    moved = true;
    edges();
    changed();
    say(`“${name}” moved to ${keys().indexOf(node.dataset.key) + 1} of ${lines.size}.`);
  }

  function edges() {
    const all = [...list.children];
    all.forEach((node, n) => {
      node.querySelector(".fk-up").setAttribute("aria-disabled", String(locked || n === 0));
      node.querySelector(".fk-down").setAttribute("aria-disabled", String(locked || n === all.length - 1));
    });
  }

  // The line follows the pointer from place to place. On touch only the handle drags: the rest scrolls.
  function drag(event, node, name) {
    const handle = event.target.closest(".fk-handle");
    if (locked || event.button || event.target.closest(".fk-step")) return;
    if (event.pointerType === "touch" && !handle) return;
    const before = keys();
    const ended = new AbortController();
    const on = (type, then) => node.addEventListener(type, then, { signal: ended.signal });
    const end = (keep) => {
      ended.abort();
      node.classList.remove("fk-dragged");
      if (!keep) list.append(...before.map((key) => lines.get(key)));
      else if (String(before) !== String(keys())) settled(node, name);
    };
    const middle = (other) => {
      const { top, height } = other.getBoundingClientRect();
      return top + height / 2;
    };
    event.preventDefault(); // no text selection meanwhile
    node.querySelector(".fk-handle").focus();
    node.setPointerCapture(event.pointerId);
    node.classList.add("fk-dragged");
    on("pointermove", ({ clientY }) => {
      let other;
      while ((other = node.nextElementSibling) && clientY > middle(other)) node.before(other);
      while ((other = node.previousElementSibling) && clientY < middle(other)) node.after(other);
    });
    on("pointerup", () => end(true));
    on("pointercancel", () => end(false));
    on("keydown", (pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault(); // the card is not left
      end(false);
    });
  }

  return {
    node: h("div", { class: "fk-work", role: "group", "aria-labelledby": id + "-task" },
      h("p", { class: "fk-task", id: id + "-task" }, view.task), list,
      h("p", { class: "fk-small fk-how", id: id + "-help" },
        "Drag a line, press its arrow buttons, or focus its handle and press the up and down keys.")),
    read: () => (moved ? keys() : []),
    show(response, lock) {
      const done = response && response.length ? response : null;
      moved = !!done;
      locked = lock;
      const order = done || view.items.map(({ key }) => key);
      if (String(order) !== String(keys())) list.append(...order.map((key) => lines.get(key)));
      list.classList.toggle("fk-locked", locked);
      edges();
    },
    focus: () => list.querySelector(".fk-handle").focus(),
  };
};
