"""Between the program and its quarantine: what goes in comes out, and nonsense is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.intake.export import Export, FileOptions, Problem, Record
from jetdesk.intake.wire import (
    error_from,
    error_line,
    export_from,
    from_line,
    lines_of,
    message_from,
    message_line,
    options_from,
    request_to_read,
    to_line,
)

TEXTS = st.text(max_size=20)
RECORDS = st.builds(Record, st.integers(2, 9), st.tuples(TEXTS, TEXTS))
PROBLEMS = st.builds(
    Problem, st.integers(2, 9), TEXTS, TEXTS, st.sampled_from([msg("x"), msg("{a}{b}{c}", a=1, b="ö", c=msg("y", d=2))])
)
EXPORTS = st.builds(
    Export,
    st.tuples(TEXTS, TEXTS),
    st.lists(RECORDS, max_size=4).map(tuple),
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(PROBLEMS, max_size=3).map(tuple),
)


@given(EXPORTS)
def test_an_export_comes_out_as_it_went_in(export: Export) -> None:
    assert export_from(from_line(to_line(line)) for line in lines_of(export)) == export


@given(st.builds(FileOptions, TEXTS, TEXTS, TEXTS, TEXTS, st.integers(1, 1000), TEXTS), TEXTS)
def test_a_request_comes_out_as_it_went_in(options: FileOptions, path: str) -> None:
    request = from_line(to_line(request_to_read(path, options)))
    assert options_from(request) == options
    assert request["path"] == path


@pytest.mark.parametrize("kind", [Refused, EnvironmentFailed])
def test_an_error_is_raised_again(kind: type[Refused] | type[EnvironmentFailed]) -> None:
    error = kind(msg("Row {row} is wrong.", row=3), todo=msg("Try again."))
    with pytest.raises(kind) as raised:
        export_from([from_line(to_line(error_line(error)))])
    assert raised.value.parts("en") == ("Row 3 is wrong.", "Try again.")
    assert raised.value.what == error.what


def test_other_values_travel_as_text() -> None:
    assert message_from(message_line(msg("{a}", a=None))) == msg("{a}", a="None")


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b"no json", b"\xff"])
def test_a_line_that_is_no_object_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the parser calls it
        from_line(line)


def test_an_object_that_makes_no_sense_is_refused() -> None:
    head = next(lines_of(Export(("a",), ())))
    with pytest.raises(KeyError):
        export_from([{"kind": "end"}])
    with pytest.raises(ValueError, match="not a list"):
        export_from([{**head, "header": 3}])
    with pytest.raises(ValueError, match="not a number"):
        export_from([head, {"kind": "record", "number": "2", "cells": []}])
    with pytest.raises(ValueError, match="not an object"):
        export_from([head, {"kind": "problem", "row": 2, "column": "", "value": "", "problem": "x"}])
    with pytest.raises(ValueError, match="without a message"):
        error_from({"kind": "error", "type": "Refused", "what": None, "safe": None, "todo": None})
