// A panel: HTML that Python made, drawn as it is; what is pressed goes back with what the fields hold.
// In the HTML: data-send names what a button sends, data-value its value; data-enter is the button
// that Enter in a line presses; a field with data-keep sends its name when it was changed; data-focus
// is where a keyboard goes on after an answer.

function render({ model, el }) {
  const root = document.createElement("div");
  keepKeys(root);
  let asked = false; // whether this view waits for an answer: only then does it move the focus
  let patience = 0;
  let unkept = 0; // the timer of a field that was changed

  const fields = () => {
    const held = {};
    for (const field of root.querySelectorAll("[name]")) {
      held[field.name] = field.type === "checkbox" ? field.checked : field.value;
    }
    return held;
  };
  const waited = () => {
    const said = root.querySelector("[role=alert]");
    if (said) said.textContent = "There is no answer from Python. If it is busy, wait and try again. If it was restarted, run the whole lesson again.";
  };
  const send = (type, value) => {
    clearTimeout(patience);
    patience = setTimeout(waited, 8000);
    try {
      model.send({ type, value, fields: fields() });
    } catch {
      waited();
    }
  };
  // What has the focus, as it is found again when all is drawn anew.
  const focused = () => {
    const at = root.getRootNode().activeElement;
    if (!at || !root.contains(at)) return null;
    const { send: sends, value } = at.dataset;
    if (sends) return `[data-send="${sends}"]` + (value === undefined ? "" : `[data-value="${value}"]`);
    return at.name ? `[name="${at.name}"]` : null;
  };
  const draw = () => {
    clearTimeout(patience);
    const before = focused();
    const folds = () => [...root.querySelectorAll("details")].map((fold) => [fold.firstElementChild.textContent, fold]);
    const was = new Map(folds().map(([name, { open }]) => [name, open]));
    root.innerHTML = model.get("html");
    for (const [name, fold] of folds()) fold.open = was.get(name) ?? fold.open; // as it was left
    const goal = (asked && root.querySelector("[data-focus]")) || (before && root.querySelector(before));
    asked = false;
    if (goal) goal.focus();
  };
  root.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-send]");
    if (!pressed) return;
    asked = true;
    clearTimeout(unkept); // what is pressed takes the fields along
    send(pressed.dataset.send, pressed.dataset.value);
  });
  // Not at once: a click that takes the focus out of a field must find its button as it was.
  root.addEventListener("change", ({ target }) => {
    if (target.dataset.keep) unkept = setTimeout(() => send(target.dataset.keep, target.value), 400);
  });
  // The notebook must not take arrows, Enter and letters.
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const button = root.querySelector("[data-enter]");
    if (event.key === "Enter" && event.target.matches("input[type=text]") && button) button.click();
  });
  const heard = () => clearTimeout(patience);
  model.on("change:html", draw);
  model.on("msg:custom", heard);
  draw();
  el.append(root);
  return () => {
    clearTimeout(patience);
    model.off("change:html", draw);
    model.off("msg:custom", heard);
  };
}

export default { render };
