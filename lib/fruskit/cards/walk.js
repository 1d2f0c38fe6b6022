// From word to word by keys. A word has its text and place(), where it is on the screen.

// The word that a key leads to, from the one at `here`; null for other keys. With Ctrl (or Alt) by sentence.
function walk(words, here, { key, ctrlKey, altKey, shiftKey, metaKey }) {
  const far = ctrlKey || altKey;
  if (metaKey || !words.length) return null;
  if (key === "Home") return 0;
  if (key === "End") return words.length - 1;
  if (key === "ArrowLeft") return far ? words.findLastIndex((_, n) => n < here && starts(words, n)) : here - 1;
  if (key === "ArrowRight" && !far) return here + 1;
  if (key === "ArrowRight") {
    const next = words.findIndex((_, n) => n > here && starts(words, shiftKey ? n + 1 : n));
    return next < 0 ? words.length - 1 : next;
  }
  return !far && (key === "ArrowUp" || key === "ArrowDown") ? line(words, here, key === "ArrowUp" ? -1 : 1) : null;
}

// A sentence starts at a capital after a full stop that is not an initial's, as in “T. V. Soong”.
function starts(words, n) {
  if (n === 0 || n === words.length) return true;
  const before = words[n - 1].text;
  return /[.?!]["”’)]*$/.test(before) && !/^\p{Lu}\.$/u.test(before) && /^["“‘(]*\p{Lu}/u.test(words[n].text);
}

// The nearest word in the next line (way 1) or the one before (way -1).
function line(words, n, way) {
  const here = words[n].place();
  let [best, least] = [n, Infinity];
  words.forEach((word, other) => {
    const { top, left } = word.place();
    const rows = (top - here.top) * way;
    const far = 100 * rows + Math.abs(left - here.left);
    if (rows > here.height / 2 && far < least) [best, least] = [other, far];
  });
  return best;
}
