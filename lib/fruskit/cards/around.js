// What is around a card: the notebook that runs its cell, the room it has, the address for mistakes.

// Where a mistake is told: the kit's address, or else what to pass on.
function reporting({ id, version, report }) {
  const named = `exercise ${id}, version ${version}`;
  if (!report) return h("details", { class: "fk-report" }, h("summary", null, "Report a mistake"), h("p", null, "Tell your instructor what is wrong, and name this: ", h("code", null, named)));
  const href = report.replaceAll("{exercise}", encodeURIComponent(named));
  return h("a", { class: "fk-report", href, target: "_blank", rel: "noopener noreferrer" }, "Report a mistake");
}

// One request a page, over everything: a column that is too narrow for a card has no room for it either.
function askForRoom(narrow) {
  globalThis.fkRoom ??= h("div", { class: "fk-room", popover: "manual", role: "status" });
  if (narrow === fkRoom.isConnected || !fkRoom.showPopover) return;
  if (!narrow) return fkRoom.remove();
  const lab = document.querySelector(".jp-LabShell");
  const mac = /Mac/.test(navigator.platform);
  const toggle = () => lab.dispatchEvent(new KeyboardEvent("keydown",
    { key: "b", code: "KeyB", keyCode: 66, ctrlKey: !mac, metaKey: mac, bubbles: true }));
  fkRoom.replaceChildren("The exercises have too little room. ", ...(lab
    ? [button("fk-close-list", "Close the file list", toggle)] : ["Close the file list, or make the window wider."]));
  document.body.append(fkRoom);
  fkRoom.showPopover();
}

// Which cell of a notebook was run by Shift+Enter last. The notebook then goes on to the next cell; the
// focus belongs to the card that the student asked for.
globalThis.fkRan ??= { cell: null, at: 0 };
if (!fkRan.heard) {
  fkRan.heard = true;
  document.addEventListener("keydown", ({ key, shiftKey }) => {
    if (key === "Enter" && shiftKey) [fkRan.cell, fkRan.at] = [document.querySelector(".jp-Notebook .jp-mod-active"), Date.now()];
  }, true);
}

// The first card of a page comes too late to have heard the key: what tells it is that the student has
// just done something, and that the notebook has gone on from its cell to the next.
function ranBefore(cell) {
  return navigator.userActivation?.isActive && cell.nextElementSibling?.classList.contains("jp-mod-active") &&
    document.querySelectorAll(".fk-exercise").length === 1;
}

// Once a card is in its page: it takes the focus if its cell was run by hand, and asks for room if it has
// too little. Gives what watches its width.
function settle(el, root) {
  const width = new ResizeObserver(([{ target }]) => askForRoom(target.clientWidth > 0 && target.clientWidth < 240));
  requestAnimationFrame(() => setTimeout(() => {
    const cell = el.closest(".jp-Cell");
    width.observe(cell || el);
    if (!cell || !((cell === fkRan.cell && Date.now() - fkRan.at < 60_000) || ranBefore(cell))) return;
    fkRan.cell = null;
    root.focus({ preventScroll: true });
    root.querySelector(".fk-head").scrollIntoView({ block: "nearest" });
  }));
  return width;
}

// In VS Code all that cells show is in one frame, as high as the notebook: nothing in it scrolls, and a wheel
// that turns in it is told to the notebook, 120 for 50 pixels. Rolls node into view, by what is seen of the card.
function roll(root, node) {
  new IntersectionObserver(([{ intersectionRect }], watch) => {
    watch.disconnect();
    const { top, bottom } = node.getBoundingClientRect();
    const below = Math.min(bottom - intersectionRect.bottom, top - intersectionRect.top);
    if (intersectionRect.height && below > 0) node.dispatchEvent(new WheelEvent("wheel", { deltaY: below, wheelDeltaY: -2.4 * below, bubbles: true }));
  }).observe(root);
}
