// Write: a few sentences, with the text beside them to be quoted from: words that are marked there go
// into the answer, between quotation marks.

// The marks that count, as exercises/quotations.py has it: single ones where there are no others.
const QUOTED = [/[“„"][^“”„"\n]+[”“"]|«[^«»\n]+»|``[^`\n]+?''/g, /‘\S[^‘\n]*?’(?![\p{L}\p{N}])/gu];

AREAS.write = (view, { id, say, changed, gone }) => {
  const [least, most] = view.length;
  let locked = false;
  const count = h("p", { class: "fk-small", id: id + "-count" });
  const paper = h("textarea", {
    id: id + "-paper", class: "fk-paper", rows: String(Math.min(16, 4 + Math.ceil(most / 25))), dir: "auto",
    maxlength: "100000", "aria-describedby": id + "-count", oninput: () => (tell(), changed()),
  });
  const help = id + "-help";
  const altered = () => boxes.forEach((one) => {
    const words = one.runs().map(one.quote);
    if (!words.length || locked) return;
    one.show([], false);
    quote(words.join(" "));
  });
  const boxes = wordBoxes(view.to_quote, { id, help, say: () => {}, altered, gone }, "Quote these words");

  function quote(words) {
    const at = paper.selectionStart;
    const before = at && !/\s$/.test(paper.value.slice(0, at)) ? " " : "";
    const back = document.activeElement;
    paper.focus({ preventScroll: true }); // what the browser inserts, its Ctrl+Z takes back
    document.execCommand("insertText", false, `${before}“${words.replace(/\s+/g, " ")}”`);
    back.focus({ preventScroll: true });
    say(`Quoted: “${words}”`);
  }

  function tell() {
    const words = paper.value.trim() ? paper.value.trim().split(/\s+/).length : 0;
    const quoted = (QUOTED.map((mark) => paper.value.match(mark)).find(Boolean) || []).length;
    count.textContent = `${words} of ${least} to ${most} words · ` +
      `${quoted} quotation${quoted === 1 ? "" : "s"} (to the letter)`;
  }

  const source = h("details", { class: "fk-source" },
    h("summary", null, "The text, to quote from"),
    h("p", { class: "fk-small fk-how", id: help },
      "Drag over words to quote them; or click the first and the last, then the button beside them. " +
      "Keys: arrows move, Shift+arrows select, Enter quotes."),
    boxes.map((one) => one.node));
  return {
    node: h("div", { class: "fk-work" },
      h("label", { class: "fk-task", for: paper.id }, view.task), paper, count, source),
    read: () => paper.value.trim() && paper.value,
    show(response, lock) {
      locked = lock;
      if (paper.value !== (response || "")) paper.value = response || "";
      paper.readOnly = lock;
      boxes.forEach((one) => one.show([], lock));
      tell();
    },
    focus: () => paper.focus(),
    passages: boxes,
  };
};
