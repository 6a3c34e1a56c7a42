"""From cells to applicants: which heading is which column, and every problem by record and column."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jetdesk.domain.applicant import COLUMNS, Position
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.intake.export import Export, Problem, Record, shortened
from jetdesk.intake.mapping import Intake, map_columns, read_and_map, to_applicants
from jetdesk.intake.mapping_file import mapping_from_toml
from jetdesk.intake.reader import read_export

TODAY = date(2024, 1, 15)
BOTH = (Position.ALT, Position.CIR)
NEEDED = ("application_no", "submitted_at", "position", "family_name", "date_of_birth", "nationality")


@pytest.fixture
def take(row, write_csv) -> Callable[..., Intake]:
    """The intake of records that differ from a good one."""

    def taken(*changes: dict[str, str], positions=BOTH) -> Intake:
        rows = [row(**{"application_no": f"TST-{at:03}"} | change) for at, change in enumerate(changes)]
        export = read_export(write_csv(*rows))
        return to_applicants(export, map_columns(export.header), positions, TODAY)

    return taken


def test_a_good_record_is_taken_as_it_was_written(take) -> None:
    intake = take({"family_name": " Lindqvist ", "given_name": "Zoe\u0308"})
    ((number, applicant),) = intake.applicants
    assert number == 2
    assert (applicant.family_name, applicant.given_name) == (" Lindqvist ", "Zoe\u0308")
    assert applicant.submitted_at == datetime(2023, 10, 12, 14, 30, tzinfo=UTC)
    assert (applicant.date_of_birth, applicant.graduation_date) == (date(1997, 4, 30), date(2020, 5, 16))
    assert (applicant.position, applicant.statement_words) == (Position.ALT, 640)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("date_of_birth", "1999/02/30", "does not exist"),
        ("date_of_birth", "31-12-99", "not a date"),
        ("date_of_birth", "0000/00/00", "does not exist"),
        ("date_of_birth", "1850/01/01", "does not exist"),
        ("date_of_birth", "2024/01/16", "future"),
        ("date_of_birth", "", "must not be"),
        ("position", "SEA", "this office"),
        ("position", "ALT/CIR", "not a position"),
        ("position", "ALT (CIR)", "not a position"),
        ("position", " ", "must not be"),
        ("submitted_at", "2023-13-01T00:00:00-06:00", "not a date and time"),
        ("submitted_at", "0001-01-01T00:00:00+14:00", "not a date and time"),
        ("submitted_at", "2023-10-30 10:00", "offset"),
        ("submitted_at", "", "must not be"),
        ("email", "not an address", "e-mail"),
        ("graduation_date", "May 2o22", "not a date"),
        ("statement_words", "about 700", "whole number"),
        ("statement_words", "9" * 400, "whole number"),
        ("nationality", "", "must not be"),
        ("application_no", "  ", "must not be"),
    ],
)
def test_a_value_that_does_not_fit_is_a_problem(take, column: str, value: str, reason: str) -> None:
    intake = take({}, {column: value}, {})
    (problem,) = intake.problems
    assert (problem.row, problem.column) == (3, column)
    assert problem.value == shortened(value)
    assert reason in problem.problem.text("en")
    assert [number for number, _ in intake.applicants] == [2, 4]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("date_of_birth", "1999-2-3", date(1999, 2, 3)),
        ("date_of_birth", "１９９９年２月３日", date(1999, 2, 3)),
        ("date_of_birth", "2024/01/15", TODAY),
        ("graduation_date", " ", None),
        ("graduation_date", "2150/01/01", date(2150, 1, 1)),
        ("statement_words", "", None),
        ("statement_words", "１２", 12),
        ("email", "", ""),
        ("submitted_at", "2023-09-25T10:00:00Z", datetime(2023, 9, 25, 10, tzinfo=UTC)),
        ("position", "Assistant Language Teacher (ALT)", Position.ALT),
        ("position", "ＣＩＲ", Position.CIR),
        ("position", "国際交流員", Position.CIR),
        ("position", "cir - Co-ordinator for  International Relations", Position.CIR),
    ],
)
def test_other_ways_to_write_it_are_understood(take, column: str, value: str, expected: object) -> None:
    intake = take({column: value})
    assert intake.problems == ()
    assert getattr(intake.applicants[0][1], column) == expected


def test_an_office_may_interview_for_sports_exchange_advisors(take) -> None:
    intake = take({"position": "Sports Exchange Advisor"}, positions=(Position.SEA,))
    assert intake.applicants[0][1].position is Position.SEA


def test_all_problems_of_a_record_are_told(take) -> None:
    intake = take({"date_of_birth": "?", "email": "?", "family_name": "", "given_name": " "})
    assert {problem.column for problem in intake.problems} == {"date_of_birth", "email", "family_name"}


def test_one_name_is_enough(take) -> None:
    assert take({"family_name": ""}, {"given_name": ""}).problems == ()


def test_a_number_that_repeats_is_bad_from_the_second_record_on(take) -> None:
    same = [{"application_no": number} for number in ("A-1", "A-2", "a-1 ", "A-1")]
    intake = take(*same)
    assert [(problem.row, problem.value, dict(problem.problem.values)) for problem in intake.problems] == [
        (4, "a-1 ", {"record": 2}),
        (5, "A-1", {"record": 2}),
    ]


def test_problems_of_reading_and_of_meaning_come_in_the_order_of_the_file(row) -> None:
    header = tuple(row())
    cells = tuple(row(email="?").values())
    before, after = (Problem(number, "", "", msg("is cut")) for number in (2, 4))
    export = Export(header, (Record(3, cells),), problems=(before, after))
    intake = to_applicants(export, map_columns(header), BOTH, TODAY)
    assert [problem.row for problem in intake.problems] == [2, 3, 4]


def test_a_problem_of_reading_is_told_by_the_canonical_column() -> None:
    header = (*NEEDED, "E-Mail Address")
    export = Export(header, (), problems=(Problem(2, "E-Mail Address", "x", msg("is cut")),))
    assert to_applicants(export, map_columns(header), BOTH, TODAY).problems[0].column == "email"


def test_canonical_headings_are_certain_in_any_width_case_and_spacing() -> None:
    mapping = map_columns([f" {name.upper().replace('_', ' ')} " for name in COLUMNS])
    assert set(mapping.columns) == set(COLUMNS)
    assert {column.confidence for column in mapping.columns.values()} == {1.0}


def test_known_synonyms_are_less_certain_and_the_rest_is_ignored() -> None:
    header = ("受験番号", "申請日時", "職種", "姓", "生年月日", "国籍", "希望任地①", "Shoe size")
    mapping = map_columns(header)
    assert mapping.columns["placement_1"].heading == "希望任地①"
    assert mapping.columns["date_of_birth"].confidence == 0.9
    assert mapping.ignored == ("Shoe size",)


def test_the_surest_of_two_headings_is_taken() -> None:
    mapping = map_columns(("Surname", *NEEDED, "family name", "DOB"))
    assert mapping.columns["family_name"].index == 4
    assert mapping.ignored == ("Surname", "family name", "DOB")


def test_all_missing_columns_are_named() -> None:
    with pytest.raises(Refused, match="position, date_of_birth, nationality, family_name") as refused:
        map_columns(("application_no", "submitted_at", "email"))
    assert "mapping file" in refused.value.parts("en")[2]


def test_a_mapping_file_names_columns_values_and_dates(write_csv, row) -> None:
    file = mapping_from_toml(
        """
        file.date_order = "DMY"
        columns.application_no = "case"
        [values.position]
        "Teaching Post" = "ALT"
        """
    )
    odd = row(case="C-9", position="teaching  POST", date_of_birth="03/02/1999")
    export = read_export(write_csv(odd))
    mapping = map_columns(export.header, file)
    ((_, applicant),) = to_applicants(export, mapping, BOTH, TODAY).applicants
    assert (applicant.application_no, applicant.position) == ("C-9", Position.ALT)
    assert applicant.date_of_birth == date(1999, 2, 3)
    assert mapping.ignored == ("application_no",)


def test_a_heading_that_the_mapping_file_names_must_exist() -> None:
    with pytest.raises(Refused, match="no column headed Case"):
        map_columns(NEEDED, mapping_from_toml('columns.application_no = "Case"'))


def test_a_file_is_read_in_quarantine_and_mapped(write_csv, row, tmp_path: Path) -> None:
    path = write_csv(row(), row(application_no="TST-002", position="?"), delimiter=";")
    mapping = tmp_path / "site.toml"
    mapping.write_text('file.delimiter = ";"', "utf-8")
    reading = read_and_map(path, mapping, BOTH, TODAY)
    assert reading.export.rows == 2
    assert [number for number, _ in reading.intake.applicants] == [2]
    assert [problem.row for problem in reading.intake.problems] == [3]
