"""The record's store in the browser, alone: a small page that counts, killed at random moments. What it was
told is kept is there again, whole; two such pages do not overwrite each other."""

import random

from fruskit.publishing.site.lesson_page import read
import killing
import pytest

pytestmark = pytest.mark.browser

# The file is a count for each tab, and something long that tells whether it is whole.
COUNTING = """
const code = (held) => new TextEncoder().encode(JSON.stringify([held, "x".repeat(40000), held]));
const file = {
  bytes: null,
  read() { return this.bytes; },
  write(bytes) { this.bytes = bytes; },
  merge(write) {
    const own = held();
    write();
    const all = held();
    for (const [name, count] of Object.entries(own)) all[name] = Math.max(count, all[name] ?? 0);
    this.bytes = code(all);
  },
};
function held() {
  if (!file.bytes) return {};
  const [first, , last] = JSON.parse(new TextDecoder().decode(file.bytes));
  if (JSON.stringify(first) !== JSON.stringify(last)) throw new Error("torn");
  return first;
}
const record = recordStore("counts", file, () => (globalThis.spared = true));
async function look() {
  const { given, unkept } = await record.change(held);
  if (unkept) throw new Error(unkept);
  return given;
}
async function count(name) {
  const { given, unkept } = await record.change(() => {
    const all = held();
    all[name] = (all[name] ?? 0) + 1;
    file.write(code(all));
    return all[name];
  });
  return unkept || given;
}
async function goOn(name) {
  for (;;) console.log(name, await count(name));
}
"""


@pytest.fixture
def counter(tmp_path):
    """The address of a page that counts."""
    path = tmp_path / "counter.html"
    script = read("store.js") + COUNTING
    path.write_text(f"<!doctype html><title>Counter</title><script>{script}</script>", "utf-8")
    return path.as_uri()


class Tab:
    """A page that counts under a name; kept: the last count that it was told is kept."""

    def __init__(self, window, address, name, before=""):
        self.page, self.name, self.kept = window.new_page(), name, 0
        self.page.on("console", self._said)
        if before:
            self.page.add_init_script(before)
        self.page.goto(address)

    def _said(self, said):
        name, count = said.text.split(" ", 1)
        assert name == self.name
        self.kept = int(count)

    def run(self):
        self.page.evaluate("(name) => void goOn(name)", self.name)

    def look(self):
        return self.page.evaluate("look()")


NO_LOCKS = "Object.defineProperty(navigator, 'locks', { value: undefined });"


@pytest.mark.parametrize("before", ["", NO_LOCKS], ids=["with locks", "without locks"])
def test_what_was_told_as_kept_is_there_when_tabs_have_crashed(counter, chrome, everything, before):
    chance, kept = random.Random(14), {"a": 0, "b": 0}
    with chrome.new_context() as window:
        for _ in range(150 if everything else 2):
            others = killing.renderers(chrome)
            tabs = [Tab(window, counter, name, before) for name in kept]
            for tab in tabs:
                found = tab.look()
                assert all(found.get(name, 0) >= count for name, count in kept.items())
            for tab in tabs:
                tab.run()
            tabs[0].page.wait_for_timeout(chance.uniform(1, 120))
            killing.crash(killing.renderers(chrome) - others)
            for tab in tabs:
                tab.page.close(run_before_unload=False)
                kept[tab.name] = max(kept[tab.name], tab.kept)
    assert all(kept.values())


def test_what_was_told_as_kept_is_there_when_the_browser_was_killed(
    counter, chrome, everything, tmp_path
):
    chance, kept = random.Random(14), 0
    for _ in range(40 if everything else 2):
        with killing.a_browser(chrome, tmp_path / "profile") as window:
            tab = Tab(window, counter, "a")
            assert tab.look().get("a", 0) >= kept
            tab.run()
            tab.page.wait_for_timeout(chance.uniform(20, 200))
            killing.kill(tmp_path / "profile")
            kept = max(kept, tab.kept)
    assert kept


def test_what_could_not_be_stored_is_stored_later_with_what_another_tab_has_stored(counter, chrome):
    full = """
      const real = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        if (globalThis.full) throw new DOMException("full", "QuotaExceededError");
        return real.apply(this, given);
      };
    """
    with chrome.new_context() as window:
        one, other = Tab(window, counter, "a", full), Tab(window, counter, "b")
        assert one.page.evaluate("count('a')") == 1
        one.page.evaluate("void (globalThis.full = true)")
        assert one.page.evaluate("count('a')") == "There is no room left for it."
        assert one.page.evaluate("spared")  # room was asked for first
        assert other.look() == {"a": 1} and other.page.evaluate("count('b')") == 1
        one.page.evaluate("void (globalThis.full = false)")
        assert one.page.evaluate("count('a')") == 3
        assert other.look() == one.look() == {"a": 3, "b": 1}


def test_what_is_erased_in_one_tab_is_gone_in_the_other(counter, chrome):
    with chrome.new_context() as window:
        one, other = Tab(window, counter, "a"), Tab(window, counter, "b")
        for tab in (one, other):
            assert tab.page.evaluate("(name) => count(name)", tab.name) == 1
        one.page.evaluate("record.forget()")
        other.page.wait_for_timeout(100)
        assert other.look() == {}
        names = "indexedDB.databases().then((all) => all.map((one) => one.name))"
        assert other.page.evaluate(names) == ["counts"]  # empty: it has been looked for


def test_what_the_browser_has_lost_is_stored_anew(counter, chrome):
    with chrome.new_context() as window:
        tab = Tab(window, counter, "a")
        assert tab.page.evaluate("count('a')") == 1
        tab.page.evaluate("gone('counts')")  # as Chromium does when a disk is full
        assert tab.page.evaluate("count('a')") == 2
        assert Tab(window, counter, "b").look() == {"a": 2}


def test_where_nothing_can_be_kept_that_is_told_and_the_work_is_done(counter, chrome):
    blocked = """
      const no = () => { throw new DOMException("no", "SecurityError"); };
      indexedDB.open = no;
      LockManager.prototype.request = async () => no();
    """
    with chrome.new_context() as window:
        tab = Tab(window, counter, "a", blocked)
        told = tab.page.evaluate("count('a')")
        assert told == "This browser, or the site around this page, lets it keep nothing."
        assert tab.page.evaluate("held()") == {"a": 1}
