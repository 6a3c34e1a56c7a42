"""What goes between the program and its quarantine: one JSON object a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TypeAlias

from jetdesk.errors import EnvironmentFailed, Refused, UserError
from jetdesk.i18n import Message
from jetdesk.intake.export import Export, FileOptions, Problem, Record

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Line: TypeAlias = "dict[str, Json]"

_ERRORS = {"Refused": Refused, "EnvironmentFailed": EnvironmentFailed}


def to_line(line: Mapping[str, object]) -> bytes:
    """ASCII only: file names that are no Unicode travel as escapes."""
    return json.dumps(line).encode() + b"\n"


def from_line(line: bytes) -> Line:
    """Raises ValueError for anything but an object."""
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def request_to_read(path: str, options: FileOptions) -> Line:
    return {"task": "read", "path": path, "options": asdict(options)}


def options_from(line: Line) -> FileOptions:
    table = _table(line["options"])
    return FileOptions(
        delimiter=str(table["delimiter"]),
        encoding=str(table["encoding"]),
        decimal=str(table["decimal"]),
        sheet=str(table["sheet"]),
        header_row=_number(table["header_row"]),
        date_order=str(table["date_order"]),
        group_row=_number(table["group_row"]),
        time_zone=str(table["time_zone"]),
    )


GOING_ON: Line = {"kind": "going on"}
"""A sign of life while a file is being read."""


def lines_of(export: Export) -> Iterator[Line]:
    """An export in many short lines: its head, its records, its problems, the end."""
    head = {"encoding": export.encoding, "delimiter": export.delimiter, "sheet": export.sheet}
    rows = {"header_row": export.header_row, "group_row": export.group_row}
    yield {"kind": "head", "header": list(export.header), "sheets": list(export.sheets), **head, **rows}
    for record in export.records:
        yield {"kind": "record", "number": record.number, "cells": list(record.cells)}
    for each in export.problems:
        where: Line = {"row": each.row, "column": each.column, "value": each.value}
        yield {"kind": "problem", "problem": message_line(each.problem), **where}
    yield {"kind": "end"}


def export_from(lines: Iterable[Line]) -> Export:
    """The export again. Raises the UserError that came instead, ValueError where the lines make no sense."""
    head: Line = {}
    records: list[Record] = []
    problems: list[Problem] = []
    for line in lines:
        if line["kind"] == "head":
            head = line
        elif line["kind"] == "record":
            records.append(Record(_number(line["number"]), _texts(line["cells"])))
        elif line["kind"] == "problem":
            place = (_number(line["row"]), str(line["column"]), str(line["value"]))
            problems.append(Problem(*place, message_from(line["problem"])))
        elif line["kind"] == "error":
            raise error_from(line)
        elif line["kind"] == "end":
            break
    return Export(
        _texts(head["header"]),
        tuple(records),
        encoding=str(head["encoding"]),
        delimiter=str(head["delimiter"]),
        sheet=str(head["sheet"]),
        problems=tuple(problems),
        sheets=_texts(head["sheets"]),
        header_row=_number(head["header_row"]),
        group_row=_number(head["group_row"]),
    )


def error_line(error: UserError) -> Line:
    parts = {"what": error.what, "safe": error.safe, "todo": error.todo}
    messages: Line = {name: message_line(part) if part else None for name, part in parts.items()}
    return {"kind": "error", "type": type(error).__name__, **messages}


def error_from(line: Line) -> UserError:
    what, safe, todo = (message_from(line[name]) if line[name] else None for name in ("what", "safe", "todo"))
    if what is None:
        raise ValueError("an error without a message")
    return _ERRORS[str(line["type"])](what, safe=safe, todo=todo)


def message_line(message: Message) -> Line:
    return {"msgid": message.msgid, "values": {name: _plain(value) for name, value in message.values}}


def message_from(line: Json) -> Message:
    table = _table(line)
    values = _table(table["values"]).items()
    return Message(str(table["msgid"]), tuple((k, message_from(v) if isinstance(v, dict) else v) for k, v in values))


def _plain(value: object) -> Json:
    if isinstance(value, Message):
        return message_line(value)
    return value if isinstance(value, int | float) else str(value)


def _table(value: Json) -> Line:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _number(value: Json) -> int:
    if not isinstance(value, int):
        raise ValueError("not a number")
    return value


def _texts(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return tuple(str(each) for each in value)
