// The card around every exercise: prompt, buttons, hints, feedback. It draws what the model holds
// and sends what the student does; what an answer is worth is decided in Python. Of the model it asks
// get, set, on, off and send alone: `on` and `off` for “change:” and a part of the state (live.py says
// which there are), where what Python has as None may be null or undefined.
//
// feedback.js and a file for each step follow in the same module. A kind's file defines
//   AREAS.kind = (view, { id, prompt, say, changed, gone }) => ({ node, read, show, focus, passages, tell })
// node: what the student works in, each part of it with its data-key; read(): the response by key, empty
// if nothing is done; show(response, locked): draws a response, null for a fresh start; focus(): where
// work goes on. Where it needs them, passages: the text that is in it, block by block, each with light()
// and go() as feedback.js has them; tell(result): draws what else a reply, or null, changes in it.
// id is this area's own, prompt that of the words that ask; say(text) speaks to a screen reader;
// changed() tells that the answer changed; gone is an AbortSignal for listeners outside of node.

const AREAS = {};

// A line to write on, for a few words.
function entry(id, oninput, props) {
  return h("input", { type: "text", id, class: "fk-entry", dir: "auto", autocomplete: "off", spellcheck: "false", oninput, ...props });
}

// Chooses in a list, if it is not chosen: Chromium looks the page's forms through whenever a list is set.
function choose(list, value) {
  if (list.value !== value) list.value = value;
}

// Two steps, one answer: the claim, and the words that show it.
function inTwoSteps(view, { id, ...rest }) {
  const claim = AREAS[view.kind](view, { id: id + "-claim", ...rest });
  const words = AREAS.mark(view.proof, { id: id + "-words", ...rest });
  const step = (number, name, { node }) =>
    h("div", { class: "fk-stage", role: "group", "aria-label": `Step ${number} of 2: ${name}` },
      h("p", { class: "fk-small fk-stage-name" }, `Step ${number} of 2 · ${name}`), node);
  return {
    node: h("div", null, step(1, "what you say", claim), step(2, "how you know", words)),
    read: () => ({ claim: claim.read(), words: words.read() }),
    show(response, locked) {
      claim.show(response && response.claim, locked);
      words.show(response && response.words, locked);
    },
    focus: claim.focus,
    passages: [...(claim.passages || []), ...words.passages],
    tell: claim.tell,
  };
}

function render({ model, el }) {
  const view = model.get("view");
  const id = "fk-" + Math.random().toString(36).slice(2);
  const gone = new AbortController();
  let asked = null; // the message whose answer this view waits for: only the view that asked moves its focus
  let patience = 0;
  let mine = false; // a draft of this view's own is on screen already

  const say = (text) => {
    // The same words twice are no change, and would not be spoken again.
    status.textContent = status.textContent === text ? text + "\u00a0" : text;
  };
  const message = (type, full) =>
    ({ type, id: Math.random().toString(36).slice(2), ...(full && { response: area.read() }) });
  const ask = (type) => {
    if (asked) return;
    clearTimeout(unkept);
    if (unkept && type !== "answer") keep();
    unkept = 0;
    asked = message(type, type === "answer");
    patience = setTimeout(waited, 8000);
    if (!python.send(asked)) {
      answered();
      trouble("Python has stopped, so this is not kept yet. Start again: what you began will be here.");
    }
    if (feedback.hidden) before = root.offsetHeight; // now, while Python works
  };
  const answered = () => {
    clearTimeout(patience);
    asked = null;
  };
  const waited = () => {
    answered();
    trouble("There is no answer from Python. If it is busy, wait and try again. " +
      "If it was restarted, start the lesson again, then answer.");
  };
  const trouble = (text) => problem.replaceChildren(...(text ? [h("strong", null, "Please note: "), text] : []));

  const status = h("p", { class: "fk-unseen fk-status", role: "status", "aria-live": "polite" });
  const problem = h("p", { class: "fk-problem", role: "alert" });
  const hints = h("ol", { class: "fk-hints", "aria-label": "Hints" });
  const feedback = h("div", { class: "fk-feedback", role: "group", "aria-label": "Feedback" });
  const check = button("fk-check", "Check", () => ask("answer"));
  const hint = button("fk-hint", "", () => model.get("hints").length < view.hints && ask("hint"));
  const retry = button("fk-retry", "Try again", () => ask("retry"));
  const show = button("fk-show", "Show me", () => ask("show"));
  let tried = false; // whether an answer was given that was not told the right one
  let unkept = 0; // the timer of what was begun and is not kept yet
  const past = []; // what was answered before, for Ctrl+Z; and what is answered now
  let now = null;
  let typed = null; // the line that was written on last: a run of typing is undone by the browser
  let before = 0; // the height of the card without a reply
  const changed = () => {
    const line = document.activeElement?.matches("textarea, input[type=text]") ? document.activeElement : null;
    if (!line || line !== typed) past.push(now);
    [now, typed] = [area.read(), line];
    share();
  };
  const share = () => {
    mine = true;
    model.set("draft", now); // for other views of this model, in this page
    mine = false;
    clearTimeout(unkept);
    python.touch();
    unkept = setTimeout(keep, 1000);
  };
  const keep = () => {
    clearTimeout(unkept);
    unkept = 0;
    python.send(message("draft", true));
  };
  const work = view.proof ? inTwoSteps : AREAS[view.kind];
  const area = work(view, { id, prompt: id + "-prompt", say, changed, gone: gone.signal });
  const python = lifeline(view, model, el, { read: area.read, say, gone: gone.signal });

  function drawWork() {
    const result = model.get("result");
    area.show(result ? result.response : model.get("draft"), !!result);
    check.hidden = !!result;
    hint.hidden = !!result || !view.hints;
    retry.hidden = !result;
    const begun = result && model.get("draft") && JSON.stringify(model.get("draft")) !== JSON.stringify(result.response);
    retry.textContent = begun ? "Go on with what you began" : "Try again";
    if (result) tried = view.graded && !result.correct && !result.told;
    show.hidden = !tried;
    past.length = 0;
    now = area.read();
    placeReply(result, { view, area, root, feedback, before });
    explain(feedback, result && result.terms, tips[2]);
  }

  function drawHints() {
    const shown = model.get("hints");
    const left = view.hints - shown.length;
    hints.replaceChildren(...shown.map((text) => h("li", { dir: "auto" }, prose(text))));
    explain(hints, view.terms, tips[1]);
    hints.hidden = !shown.length;
    hint.textContent = left > 0 ? `Hint (${left} left)` : "No hints left";
    hint.setAttribute("aria-disabled", String(left <= 0));
  }

  // After an answer: the headline gets the focus, and comes into view with as much of the reply as fits.
  function lead() {
    const headline = feedback.querySelector(".fk-headline");
    headline.focus({ preventScroll: true });
    // A notebook answers scrolling with work of its own: the feedback is painted in the frame before that.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const fits = (node) => node.offsetHeight < 0.85 * innerHeight;
      const seen = [feedback, feedback.firstElementChild].find(fits);
      (seen || headline).scrollIntoView({ block: seen ? "nearest" : "start", behavior: pace() });
      if (innerHeight > screen.height) roll(root, feedback.firstElementChild);
    }));
  }

  const onresult = () => {
    const result = model.get("result");
    if (result) model.set("draft", result.response);
    if (feedback.hidden && !asked) before = root.offsetHeight;
    if (result) python.drop();
    drawWork();
    say(result ? result.headline : "You can answer again.");
    if (asked?.type === "retry") area.focus();
    else if (asked && result) lead();
  };
  const onhints = () => {
    drawHints();
    say("Hint: " + short(model.get("hints").at(-1) || "", 1000));
  };
  // What was asked for is heard, whether it changed anything else or not; other changes come first.
  const onheard = () => queueMicrotask(() => {
    if (asked?.id === model.get("heard")) answered();
    trouble(model.get("problem"));
  });
  const ondraft = () => {
    if (mine || model.get("result")) return;
    area.show(model.get("draft"), false);
    now = area.read();
  };

  // The notebook must not take arrows, Enter and letters; it may have Ctrl+S, or the page is saved.
  const onkeydown = (event) => {
    const { key, code, keyCode, ctrlKey, metaKey, target } = event;
    event.stopPropagation();
    if (event.defaultPrevented) return;
    if (key === "Escape") return root.querySelector(":popover-open") ? undefined : leave();
    if (!ctrlKey && !metaKey) return;
    if (key === "z" && !target.matches("textarea, input[type=text]")) {
      event.preventDefault();
      undo();
    } else if (key === "s") {
      event.preventDefault();
      const again = { key, code, keyCode, ctrlKey, metaKey, bubbles: true };
      el.parentElement.dispatchEvent(new KeyboardEvent("keydown", again));
    }
  };

  // Ctrl+Z takes the last step back, in every kind; on a line of text the browser does.
  function undo() {
    if (model.get("result") || !past.length) return say("There is nothing to undo.");
    const focus = document.activeElement;
    now = past.pop();
    area.show(now, false);
    if (!focus.isConnected) area.focus();
    share();
    say("Undone.");
  }

  // Escape leaves the card, for the notebook around it.
  function leave() {
    const around = el.closest(".jp-Notebook");
    if (around) around.focus({ preventScroll: true });
    else document.activeElement.blur();
  }

  const tips = [h("div"), h("div"), h("div")];
  const prompt = h("p", { class: "fk-prompt", id: id + "-prompt", dir: "auto" }, prose(view.prompt));
  const root = h("div", {
      class: `fk-exercise fk-${view.kind}`, role: "group", tabindex: "-1", "aria-labelledby": id + "-title",
      "data-exercise": view.id,
      onkeydown, onfocusout: () => unkept && keep(),
    },
    python.strip,
    h("div", { class: "fk-head" },
      h("p", { class: "fk-overline" }, `${view.level[0].toUpperCase()}${view.level.slice(1)} exercise · ${view.skill}`), reporting(view)),
    h("h2", { class: "fk-title", id: id + "-title", dir: "auto" }, prose(view.title)),
    prompt, h("div", null, area.node, h("div", { class: "fk-buttons" }, check, retry, show, hint)), problem, hints, status, feedback, tips);

  const watched = { result: onresult, hints: onhints, heard: onheard, draft: ondraft };
  for (const [name, then] of Object.entries(watched)) model.on("change:" + name, then);
  const left = python.left();
  if (left) model.set("draft", left);
  drawWork();
  drawHints();
  trouble(model.get("problem"));
  const words = lexicon(area.node, prompt, view.terms);
  if (words) area.node.after(words);
  explain(prompt, view.terms, tips[0]);
  keepKeys(root);
  el.append(root);
  const width = settle(el, root);
  margin(root, model, { say, gone: gone.signal });
  python.send({ type: "opened" });
  if (left) python.send({ ...message("draft", false), response: left });
  window.addEventListener("pagehide", () => unkept && keep(), { signal: gone.signal });

  return () => {
    gone.abort();
    width.disconnect();
    clearTimeout(patience);
    if (unkept) keep();
    for (const [name, then] of Object.entries(watched)) model.off("change:" + name, then);
  };
}

export default { render };
