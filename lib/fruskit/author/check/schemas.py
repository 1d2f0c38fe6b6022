"""Holds a data file against its schema, and tells what it finds to somebody who has never seen a schema."""

from collections.abc import Mapping, Sequence
import json
from pathlib import Path
from typing import Any

from ...errors import FruskitError
from ...kit.folder import Kit

_INSTEAD = {
    "string": "text in quotation marks",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


def against_schema(kit: Kit, path: Path, schema: str) -> list[FruskitError]:
    from jsonschema import Draft202012Validator  # 30 ms and 5 MB that only a check needs

    try:
        held = kit.json(path) if path.suffix == ".json" else kit.toml(path)
        rules = kit.json(kit.data / "schema" / f"{schema}.json")
    except FruskitError as problem:
        return [problem]
    errors = Draft202012Validator(rules).iter_errors(held)
    told = [
        _told(kit.name(path), held, error)
        for error in sorted(errors, key=lambda e: list(map(str, e.path)))
    ]
    return list({str(problem): problem for problem in told if problem}.values())


def _told(name: str, held: Any, error: Any) -> FruskitError | None:
    """A schema's complaint, in words for somebody who has never seen a schema; None if it is none."""
    place, what = _place(name, held, list(error.path)), error.message
    key, value, toml = error.validator, error.validator_value, name.endswith(".toml")
    if key == "required":
        missing = next(k for k in value if k not in error.instance)
        wanted = _form(error.schema.get("properties", {}).get(missing, {}), [*error.path, missing])
        if toml and wanted.startswith("[["):
            return FruskitError(
                place, f"it has no “{missing}”", f"Add a {wanted.partition(',')[0]}."
            )
        line = "a line" if error.path else "a line at the top"
        return FruskitError(place, f"it has no “{missing}”", f"Add {line}: {missing} = …")
    if key in ("additionalProperties", "unevaluatedProperties"):
        known = _known(error)
        extra = next((k for k in error.instance if k not in known), None)
        if extra is None:  # a fault elsewhere in the entry, which is told by itself
            return None
        within = error.schema.get("$defs", {}).get(
            "exercise", {}
        )  # there alone where the fault is in the whole file
        kinds = [within, *(kind["then"] for kind in within.get("allOf", ()))]
        if any(extra in kind.get("properties", ()) for kind in kinds):
            wrote = type(error.instance[extra])
            write = {list: f"[[exercise.{extra}]]", dict: f"[exercise.{extra}]"}.get(
                wrote, f"{extra} below [[exercise]]"
            )
            return FruskitError(place, f"“{extra}” belongs to an exercise", f"Write {write}.")
        return FruskitError(
            place, f"“{extra}” has no place here", f"It may have {', '.join(known)}."
        )
    if key == "enum":
        shown = json.dumps(error.instance, ensure_ascii=False)
        return FruskitError(
            place,
            f"{shown} is not one of the words allowed",
            f"Choose from {', '.join(map(str, value))}.",
        )
    if key == "type":
        remedy = f"Write {_form(error.schema, error.path)}." if toml else "Correct the value."
        return FruskitError(place, f"it is not {_INSTEAD.get(value, value)}", remedy)
    if key in ("minimum", "maximum"):
        less = "less" if key == "maximum" else "more"
        return FruskitError(
            place, f"{error.instance} is out of bounds", f"Write {value} or {less}."
        )
    if key == "minLength":
        return FruskitError(place, "it is empty", "Write something, or take the line out.")
    if key == "pattern":
        return FruskitError(
            place,
            f"“{error.instance}” does not have the form asked for",
            error.schema.get("description", ""),
        )
    return FruskitError(place, what.rstrip("."), "See the comment at the top of the file.")


def _form(schema: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """How TOML writes a value of the type that a schema asks for."""
    heading = ".".join(step for step in path if isinstance(step, str))
    tables = schema.get("items", {}).get("type", "object") == "object"
    match schema.get("type"):
        case "array":
            return f"[[{heading}]], or [{{ … }}] in a line" if tables else '["…", "…"]'
        case "object":
            return "{ … }" if isinstance(path[-1], int) else f"[{heading}], or {{ … }} in a line"
        case "string":
            return "it between quotation marks"
        case "boolean":
            return "true or false, without quotation marks"
        case "integer":
            return "a number such as 2, without quotation marks"
    return "a number such as 0.5, without quotation marks"


def _known(error: Any) -> list[str]:
    """What the faulty table may hold: always, or by the condition that it meets, as by its kind."""
    always, branches = error.schema.get("properties", {}), error.schema.get("allOf", ())
    met = [
        branch
        for branch in branches
        if all(error.instance.get(k) == v["const"] for k, v in branch["if"]["properties"].items())
    ]
    # Where no condition is met, as with an unknown kind, that is the fault, and not what follows.
    meant = met or branches
    return list(dict.fromkeys([*always, *(k for b in meant for k in b["then"]["properties"])]))


def _place(name: str, held: Any, path: list[Any]) -> str:
    """The way to a value as a reader would say it: file, exercise “five-subjects”, option “dairen”."""
    said = [name]
    for step in path:
        held = held[step]
        if isinstance(step, str):
            said.append(step)
        else:
            named = (
                f"“{held['id']}”"
                if isinstance(held, Mapping) and "id" in held
                else f"number {step + 1}"
            )
            said[-1] = f"{said[-1]} {named}" if len(said) > 1 else f"{name}, entry {named}"
    return ", ".join(said)
