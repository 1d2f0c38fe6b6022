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
  // Whoever asked for the answer has all of it; else what there is no room for is folded.
  const whole = result.shown && !result.correct;
  const room = [[99, true], [99, false], [4, false], [3, false], [2, false], [1, false], [1, false, true]];
  for (const [most, open, tight] of room) {
    feedback.replaceChildren(...h("div", null, feedbackOf(result, passages, view.graded, { most, open, tight, go })).childNodes);
    if (whole || (root.offsetHeight ? root.offsetHeight <= 1.4 * Math.max(before, 400) : most < 4)) return;
  }
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
      if (row) (row.querySelector(".fk-line-box, .fk-bins") || row).append(h("span", { class: `fk-row-sign ${name}`, title: said.sign, "aria-hidden": "true" }, sign));
    }
  }
}
