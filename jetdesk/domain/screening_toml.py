"""The [screening] table of an office or rules file, read and written."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping

from jetdesk.domain.applicant import COLUMNS, Position
from jetdesk.domain.document import DocumentKind
from jetdesk.domain.screening_rules import (
    DEFAULT_RULES,
    RULE_NAMES,
    Counts,
    Form,
    RequiredDocuments,
    Rules,
    Severity,
)
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg

Table = Mapping[str, object]
_KEYS = ("required", "medical", "certificate", "severity", "position", "nationality", "form")
_OWN = DEFAULT_RULES.documents
_FORM = DEFAULT_RULES.form
_MOST_REFERENCES = 2
"""An application names two at most."""


def rules_from_toml(text: str) -> Rules:
    """The rules of the [screening] table; without one, the rules of the program.

    `required` = ["form", "reference x2", …], `medical` and `certificate` = true or false; tables `position.CIR` and
    `nationality.GB` with a `required` of their own (“degree x0” frees of it); `form` with `filled` columns, the number
    of `references`, further `reference_kinds`, and `academic_for_students`; `severity` of rule id = "review",
    "incomplete", "disqualified" or "off". Raises Refused for anything else.
    """
    try:
        table = tomllib.loads(text).get("screening", {})
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        raise _refused(msg("The screening rules are not TOML: {detail}.", detail=str(fault))) from fault
    table = _known(table, "screening", _KEYS)
    severities = _known(table.get("severity", {}), "screening.severity", RULE_NAMES)
    return Rules(
        _documents(table),
        {rule: _severity(rule, name) for rule, name in severities.items()},
        _form(_known(table.get("form", {}), "screening.form", Form.__slots__)),
    )


def rules_to_toml(rules: Rules) -> str:
    """The table as it would be written by hand; `rules_from_toml` gives the same rules again."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    documents, form = rules.documents, rules.form
    yield "[screening]"
    yield f"required = {_list(map(_written, documents.always))}"
    yield f"medical = {_flag(documents.medical_when_disclosed)}"
    yield f"certificate = {_flag(documents.certificate_when_claimed)}"
    if form != _FORM:
        yield "[screening.form]"
        yield f"filled = {_list(form.filled)}"
        yield f"references = {form.references}"
        yield f"reference_kinds = {_list(form.reference_kinds)}"
        yield f"academic_for_students = {_flag(form.academic_for_students)}"
    for position, counts in documents.by_position.items():
        yield f"[screening.position.{position.value}]"
        yield f"required = {_list(map(_written, counts))}"
    for code, counts in documents.by_nationality.items():
        yield f"[screening.nationality.{code}]"
        yield f"required = {_list(map(_written, counts))}"
    if rules.severities:
        yield "[screening.severity]"
        yield from (f'{rule} = "{severity or "off"}"' for rule, severity in rules.severities.items())


def _documents(table: Table) -> RequiredDocuments:
    positions = _known(table.get("position", {}), "screening.position", list(Position))
    nationalities = table.get("nationality", {})
    if not isinstance(nationalities, dict):
        raise _wrong("screening.nationality", nationalities)
    return RequiredDocuments(
        _counts(table["required"], "screening.required") if "required" in table else _OWN.always,
        _switch(table, "medical", "screening", _OWN.medical_when_disclosed),
        _switch(table, "certificate", "screening", _OWN.certificate_when_claimed),
        {Position(name): _part(each, f"screening.position.{name}") for name, each in positions.items()},
        {_code(name): _part(each, f"screening.nationality.{name}") for name, each in nationalities.items()},
    )


def _form(table: Table) -> Form:
    references = table.get("references", _FORM.references)
    if type(references) is not int or not 0 <= references <= _MOST_REFERENCES:
        raise _wrong("screening.form.references", references)
    filled = _texts(table.get("filled", []), "screening.form.filled")
    for column in filled:
        if column not in COLUMNS:
            raise _wrong("screening.form.filled", column)
    kinds = _texts(table.get("reference_kinds", []), "screening.form.reference_kinds")
    students = _switch(table, "academic_for_students", "screening.form", _FORM.academic_for_students)
    return Form(filled, references, kinds, students)


def _part(table: object, place: str) -> Counts:
    return _counts(_known(table, place, ("required",)).get("required", []), f"{place}.required")


def _code(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", name):
        raise _wrong("screening.nationality", name)
    return name.upper()


def _known(table: object, name: str, keys: Collection[str]) -> Table:
    if not isinstance(table, dict):
        raise _wrong(name, table)
    for key in table:
        if key not in keys:
            raise _wrong(name, key)
    return table


def _counts(listed: object, place: str) -> Counts:
    return tuple(_kind_and_count(each, place) for each in _texts(listed, place))


def _texts(listed: object, place: str) -> tuple[str, ...]:
    if not isinstance(listed, list):
        raise _wrong(place, listed)
    return tuple(str(each) for each in listed)


def _kind_and_count(written: str, place: str) -> tuple[DocumentKind, int]:
    match = re.fullmatch(r"([a-z]+)(?: x([0-9]))?", written)
    kind = DocumentKind._value2member_map_.get(match[1]) if match else None
    count = int(match[2] or "1") if match else 0
    if not isinstance(kind, DocumentKind) or (not count and place == "screening.required"):
        raise _wrong(place, written)
    return kind, count


def _written(required: tuple[DocumentKind, int]) -> str:
    kind, count = required
    return kind.value if count == 1 else f"{kind.value} x{count}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    safe = "".join(c if c.isprintable() else " " for c in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _switch(table: Table, name: str, place: str, otherwise: bool) -> bool:
    value = table.get(name, otherwise)
    if not isinstance(value, bool):
        raise _wrong(f"{place}.{name}", value)
    return value


def _severity(rule: str, name: object) -> Severity | None:
    if name == "off":
        return None
    try:
        return Severity(str(name))
    except ValueError as fault:
        raise _wrong(f"screening.severity.{rule}", name) from fault


def _wrong(name: str, value: object) -> Refused:
    return _refused(msg("In the screening rules, {name} cannot be “{value}”.", name=name, value=str(value)[:80]))


def _refused(what: Message) -> Refused:
    todo = msg("Correct the file and try again.")
    return Refused(what, safe=msg("Nothing was changed."), todo=todo)
