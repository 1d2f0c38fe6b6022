"""Damages a copy of the kit (the fixture `own_kit`), and asks what is then wrong with it."""

from fruskit.author.check import check


def change(kit, name, old, new, times=1):
    """Puts other words into a file of the kit's data."""
    path = kit.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def told(kit):
    return [str(problem) for problem in check(kit).problems]
