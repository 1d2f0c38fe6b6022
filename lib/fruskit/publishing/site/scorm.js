// A visit from an LMS (SCORM 1.2, Run-Time Environment): reports what Python makes of the record, and
// how long the page was in view. It counts and marks nothing. page.js comes before it.

const KNOWN = ["cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_mode"];
const report = (words) => { part("fk-reported").textContent = words; };

// The API is in a window around this one, or around the one that opened it.
function apiAround(at) {
  while (at) {
    try {
      if (typeof at.API?.LMSInitialize === "function") return at.API;
    } catch { /* a window of another site shows nothing of itself */ }
    at = at.parent === at ? null : at.parent;
  }
  return null;
}

// What leads to other lessons leads nowhere here.
function unlink() {
  for (const link of document.querySelectorAll('main a[href*=".html"]:not([href*="//"])')) link.replaceWith(...link.childNodes);
}
unlink();
new MutationObserver(unlink).observe(document.querySelector("main"), { childList: true, subtree: true });

const lms = apiAround(window) || apiAround(window.top.opener); // where this is no frame, top is itself
const get = (name) => String(lms.LMSGetValue(name) ?? "");

function must(done) {
  if (String(done) === "true") return;
  const code = lms.LMSGetLastError();
  throw new Error(`${lms.LMSGetErrorString(code)}, ${code}`);
}

// Whether the LMS listens: also where this page was loaded twice in one visit.
function begun() {
  try {
    return String(lms.LMSInitialize("")) === "true" || get(KNOWN[0]) !== "";
  } catch {
    return false;
  }
}

// --- the time in view, as a CMITimespan

let [seen, since] = [0, performance.now()];
function time() {
  const now = performance.now();
  if (since !== null) [seen, since] = [seen + now - since, now];
  const seconds = Math.floor(seen / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

const keepTime = () => must(lms.LMSSetValue("cmi.core.session_time", time()));

// --- the report

async function tellLms() {
  try {
    const known = Object.fromEntries(KNOWN.map((name) => [name, get(name)]));
    const { values, words } = JSON.parse(await ask("report", about.lesson, JSON.stringify(known)));
    for (const [name, value] of Object.entries(values)) must(lms.LMSSetValue(name, value));
    keepTime();
    must(lms.LMSCommit(""));
    report(words);
  } catch (problem) {
    report(`Your course site did not take the report (${problem.message}). Your answers are kept here. Open the lesson again from your course.`);
  }
}

// Each student of a shared computer has a record there, as the LMS knows them.
function introduceLearner() {
  if (!about.learner) return;
  part("fk-whose").textContent = `: ${get("cmi.core.student_name") || about.learner}`;
  part("fk-be").closest("details").hidden = true;
}

let staying = false; // whether the page only begins anew
function leave(event) {
  try {
    keepTime();
    // Where a page ends, a browser lets an LMS send what it finishes with, and no more.
    if (event.type === "pagehide" && !staying) must(lms.LMSFinish(""));
    else must(lms.LMSCommit(""));
  } catch { /* nobody is there to be told */ }
}

addEventListener("fk-ready", async () => {
  if (!kept || (await document.hasStorageAccess?.()) !== false) return;
  const said = "This page is inside a page of another site. Your browser keeps your answers for it alone, and may forget them sooner. Save your record as a file when you stop.";
  part("fk-lms").append(Object.assign(document.createElement("p"), { textContent: said }));
});

if (!lms) {
  report("This page finds no course site (LMS), so nothing is reported. Everything else works. To be reported, open the lesson from your course.");
} else if (!begun()) {
  report("Your course site has ended this visit, so nothing more is reported. Open the lesson again from your course.");
} else {
  about.learner = get("cmi.core.student_id");
  addEventListener("fk-ready", introduceLearner);
  addEventListener("fk-ready", tellLms);
  addEventListener("fk-answered", tellLms);
  addEventListener("fk-again", () => { staying = true; });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", (event) => {
    if (document.hidden) leave(event);
    since = document.hidden ? null : performance.now();
  });
}
