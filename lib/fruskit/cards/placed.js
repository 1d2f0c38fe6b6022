// Where a reply lies: its signs at the parts of the work, its layers on the passages of the card, and as
// much of its words below as leaves the card in proportion.

// Draws a result, or null, over an area and in a node for feedback; before: the height of the card (root)
// without a reply, 0 where it has not been on screen.
function placeReply(result, { view, area, root, feedback, before }) {
  const own = area.passages || [];
  root.classList.toggle("fk-answered", !!result);
  drawSigns(area.node, result ? result.remarks : []);
  if (area.tell) area.tell(result);
  light(own, result);
  feedback.hidden = !result;
  feedback.replaceChildren();
  if (!result) return;
  const passages = result.passages.map((one) => passage(one));
  light(passages, result);
  const go = (block, start) => [...own, ...passages].find((one) => one.block === block)?.go(start);
  const fold = feedbackOf(result, passages, view.graded, go, feedback);
  if (result.shown && !result.correct) return; // whoever asked for the answer has all of it
  const limit = 1.4 * Math.max(before, 400);
  const height = root.offsetHeight;
  if (!height) fold(3); // it is not on screen
  if (height <= limit) return;
  const saved = savings(feedback);
  for (const [most, tight] of ROOM) {
    fold(most, tight);
    if (height - saved(most, tight) <= limit && root.offsetHeight <= limit) return; // measured where it may be
  }
}

const ROOM = [[99], [4], [3], [2], [1], [1, true]];

// By how much a reply that is drawn whole gets lower at most where all but so many remarks are folded.
function savings(feedback) {
  const ends = [...feedback.querySelectorAll(".fk-lead > .fk-remarks > li")].map((row) => row.getBoundingClientRect().bottom);
  const folds = feedback.querySelector(".fk-folds:has(> [open])")?.offsetHeight || 0;
  return (most, tight) => (tight ? Infinity : folds + Math.max(0, ends.at(-1) - ends[most - 1] || 0));
}

function light(passages, result) {
  for (const one of passages) one.light(result ? result.layers.filter(({ block }) => block === one.block) : []);
}

// A sign at each part that a remark is about; its words are in the reply.
function drawSigns(work, remarks) {
  work.querySelectorAll(".fk-row-sign").forEach((sign) => sign.remove());
  const signed = new Set();
  for (const said of remarks.filter(({ missing }) => !missing)) {
    const [name, sign] = signOf(said);
    for (const key of said.keys.filter((one) => !signed.has(one))) {
      const row = work.querySelector(`[data-key="${CSS.escape(key)}"]`);
      signed.add(key);
      if (row) (row.querySelector(".fk-line-box, .fk-bins, .fk-filled") || row).append(h("span", { class: `fk-row-sign ${name}`, title: said.sign, "aria-hidden": "true" }, sign));
    }
  }
}
