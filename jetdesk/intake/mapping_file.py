"""The mapping file (TOML): how one site's export is to be read."""

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jetdesk.domain.applicant import COLUMNS
from jetdesk.domain.document import DocumentKind
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.export import NO_OPTIONS, FileOptions


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """How documents are named, as "{kind} - {application_no}.{ext}"; `kinds` turns their words into ours."""

    pattern: str
    kinds: dict[str, DocumentKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MappingFile:
    """`columns`: canonical name → heading. `values`: canonical name → their value → ours.

    `exact`: headings that `columns` does not name are ignored, though their names may be known.
    """

    options: FileOptions = NO_OPTIONS
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    documents: DocumentTemplate | None = None
    exact: bool = False


def read_mapping_file(path: Path) -> MappingFile:
    """Raises Refused where the file is not there, is not TOML, or names what does not exist."""
    try:
        return mapping_from_toml(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError) as fault:
        raise _refused(msg("The mapping file {file} cannot be read.", file=path.name)) from fault


def mapping_from_toml(text: str) -> MappingFile:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _refused(msg("The mapping file is not TOML: {detail}.", detail=str(fault))) from fault
    values = _table(table, "values")
    return MappingFile(
        _options(_table(table, "file")),
        _texts(_table(table, "columns"), "columns", known=True),
        {column: _texts(_table(values, column), f"values.{column}") for column in _known(values, "values")},
        _documents(_table(table, "documents")),
        _exact(_table(table, "file")),
    )


def _options(table: Table[str, object]) -> FileOptions:
    header_row, group_row = _row(table, "header_row", 1), _row(table, "group_row", 0)
    if group_row and group_row >= header_row:
        raise _wrong("file.group_row", group_row)
    texts = _texts({name: value for name, value in table.items() if name not in _NO_TEXTS}, "file")
    if not is_zone(texts.get("time_zone", "")):
        raise _wrong("file.time_zone", texts["time_zone"])
    order = texts.get("date_order", "").upper()
    if order not in ("", "DMY", "MDY", "YMD"):
        raise _wrong("file.date_order", order)
    return FileOptions(
        delimiter=texts.get("delimiter", ""),
        encoding=texts.get("encoding", ""),
        decimal=texts.get("decimal", "."),
        sheet=texts.get("sheet", ""),
        header_row=header_row,
        date_order=order,
        group_row=group_row,
        time_zone=texts.get("time_zone", ""),
    )


_NO_TEXTS = ("header_row", "group_row", "exact")


def _row(table: Table[str, object], name: str, least: int) -> int:
    row = table.get(name, least)
    if not isinstance(row, int) or isinstance(row, bool) or not least <= row <= 1000:
        raise _wrong(f"file.{name}", row)
    return row


def _exact(table: Table[str, object]) -> bool:
    exact = table.get("exact", False)
    if not isinstance(exact, bool):
        raise _wrong("file.exact", exact)
    return exact


def is_zone(name: str) -> bool:
    """Whether it is a time zone's name, or empty."""
    try:
        return not name or bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _documents(table: Table[str, object]) -> DocumentTemplate | None:
    pattern = table.get("template")
    if pattern is None:
        return None
    if not isinstance(pattern, str) or "{application_no}" not in pattern or "{kind}" not in pattern:
        raise _wrong("documents.template", pattern)
    kinds = _texts(_table(table, "kinds"), "documents.kinds")
    return DocumentTemplate(pattern, {theirs: _kind(ours) for theirs, ours in kinds.items()})


def _kind(name: str) -> DocumentKind:
    try:
        return DocumentKind(name)
    except ValueError as fault:
        raise _wrong("documents.kinds", name) from fault


def _table(table: Table[str, object], name: str) -> Table[str, object]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise _wrong(name, found)
    return found


def _texts(table: Table[str, object], name: str, *, known: bool = False) -> dict[str, str]:
    if known:
        _known(table, name)
    for key, value in table.items():
        if not isinstance(value, str):
            raise _wrong(f"{name}.{key}", value)
    return {key: str(value) for key, value in table.items()}


def _known(table: Table[str, object], name: str) -> Table[str, object]:
    for column in table:
        if column not in COLUMNS:
            raise _wrong(name, column)
    return table


def _wrong(name: str, value: object) -> Refused:
    return _refused(msg("In the mapping file, {name} cannot be “{value}”.", name=name, value=str(value)[:80]))


def _refused(what: Message) -> Refused:
    return Refused(what, safe=msg("Nothing was loaded."), todo=msg("Correct the mapping file and try again."))
