"""What the screens read: equal to what was written, without what was deleted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from jetdesk import assets
from jetdesk.desk import records
from jetdesk.desk.desk import OFFICE, SELF, Desk, case, sheet_of
from jetdesk.desk.entry import FIRST, Place, Value, Write, sign_entry
from jetdesk.desk.journal import append
from jetdesk.desk.projection import project
from jetdesk.desk.queries import dossiers, history, interviews, office, selection
from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.document import Document, DocumentKind, DocumentState
from jetdesk.domain.ids import applicant_id
from jetdesk.domain.office import Affiliation, Assignment, Cycle, Office, Panel, Person, Role, Slot
from jetdesk.domain.selection import Override
from jetdesk.domain.sheet import Draft, Overall, Rating, ScoreSheet
from jetdesk.domain.summary import SignOff

AddApplicant = Callable[..., str]
NINE = datetime(2026, 2, 18, 9, 0, tzinfo=UTC)


def write(desk: Desk, table: str, row: str, *, audience: str = OFFICE, action: str = "test", **fields: Value) -> None:
    with desk.change(action) as change:
        change.write(table, row, audience, **fields)


def document(applicant: str, kind: DocumentKind, number: int = 1) -> Document:
    name = f"{kind.value}-{number}.pdf"
    return Document(
        f"{applicant}-{name}", applicant, kind, number, name, "application/pdf", 9, "0" * 64, DocumentState.READABLE, 2
    )


def add_document(desk: Desk, one: Document, key: str = "ab" * 32) -> None:
    write(desk, "document", one.id, **records.document_fields(one, key))


def sheet(applicant: str, panelist: str, revision: int, level: int = 3) -> ScoreSheet:
    ratings = (Rating("culture", level, False, "ok"), Rating("motivation", None, True, "no time"))
    return ScoreSheet(
        f"{applicant}-{panelist}-{revision}", applicant, panelist, revision, "alt-1", ratings, Overall.RESERVE, NINE
    )


def submit(desk: Desk, one: ScoreSheet) -> None:
    write(desk, "sheet", one.id, audience=sheet_of(one.panelist_id), **records.sheet_fields(one))


# Applicants


def test_applicants_are_listed_by_their_names_as_filed(desk: Desk, add: AddApplicant) -> None:
    zeta = add("A1", family_name="zeta", given_name=" Ann ", name_kana="ゼータ・アン", status="invited")
    alpha = add("A2", family_name="Alpha", given_name="", position=Position.CIR)
    gone = add("A3", family_name="Gone")
    write(desk, "applicant", gone, deleted=True)
    for kind in (DocumentKind.FORM, DocumentKind.TRANSCRIPT):
        add_document(desk, document(zeta, kind))
    write(desk, "document", document(zeta, DocumentKind.TRANSCRIPT).id, deleted=True)
    write(desk, "slot", zeta, panel="A", starts_at=NINE.isoformat(), minutes=30)
    write(desk, "slot", alpha, panel="B", starts_at="")
    write(desk, "assignment", "g1", applicant=zeta, panelist="p1", recused=True)
    write(desk, "assignment", "g2", applicant=zeta, panelist="p2", recused=False)
    with desk.read() as connection:
        first, second = dossiers.list_applicants(connection)
        assert dossiers.applicant_ids(connection) == {"a1": zeta, "a2": alpha}
        assert dossiers.statuses(connection) == {zeta: Status.INVITED, alpha: Status.IN_SCREENING}
        assert dossiers.positions(connection) == {zeta: Position.ALT, alpha: Position.CIR}
        assert dossiers.position_of(connection, alpha) is Position.CIR
        assert dossiers.position_of(connection, "nobody") is None
    assert (first.name, second.name) == ("Alpha", "zeta, Ann")
    assert (first.panel, first.starts_at, first.documents, first.recusals) == ("B", None, 0, 0)
    assert (second.id, second.kana) == (zeta, "ゼータ・アン")
    assert (second.position, second.status) == (Position.ALT, Status.INVITED)
    assert (second.panel, second.starts_at, second.documents, second.recusals) == ("A", NINE, 1, 1)


def test_a_dossier_holds_everything_about_one_applicant(
    desk: Desk, add: AddApplicant, applicant: Callable[..., Applicant]
) -> None:
    row = add("A1", family_name="O'Brien", name_kana="オブライエン", statement_words=812)
    other = add("A2")
    kinds = ((DocumentKind.REFERENCE, 2), (DocumentKind.REFERENCE, 1), (DocumentKind.FORM, 1))
    made = [document(row, kind, number) for kind, number in kinds]
    for one in [*made, document(other, DocumentKind.FORM)]:
        add_document(desk, one)
    write(desk, "slot", row, **records.slot_fields(Slot(row, "A", NINE, 30)))
    write(desk, "assignment", "g1", applicant=row, panelist="p1", recused=True, reason="cousin")
    write(desk, "applicant", row, status="withdrawn", status_reason="moved")
    with desk.read() as connection:
        found = dossiers.find_dossier(connection, row)
        empty = dossiers.find_dossier(connection, other)
        assert dossiers.find_dossier(connection, "nobody") is None
        assert dossiers.get_applicants(connection, [row]).keys() == {row}
        assert dossiers.get_applicants(connection).keys() == {row, other}
        assert dossiers.list_documents(connection).keys() == {row, other}
        assert dossiers.document_key(connection, made[0].id) == (made[0], "ab" * 32)
        assert dossiers.document_key(connection, "nothing") is None
        assert dossiers.document_keys(connection) == [("ab" * 32, 9)] * 4
    assert found is not None
    assert found.applicant == applicant("A1", family_name="O'Brien", name_kana="オブライエン", statement_words=812)
    assert found.documents == (made[2], made[1], made[0])
    assert (found.status, found.status_reason) == (Status.WITHDRAWN, "moved")
    assert found.slot == Slot(row, "A", NINE, 30)
    assert found.assignments == (Assignment(row, "p1", True, "cousin"),)
    assert empty is not None
    assert (empty.slot, empty.assignments, empty.status_reason) == (None, (), "")


# Interviews


def test_a_draft_is_what_is_filled_in_so_far(desk: Desk) -> None:
    with desk.read() as connection:
        assert interviews.find_draft(connection, "a1", "p1") == Draft("a1", "p1")
    write(desk, "rating", "r2", applicant="a1", panelist="p1", criterion="motivation", level=4, note="keen")
    write(desk, "rating", "r1", applicant="a1", panelist="p1", criterion="culture", cannot_assess=True)
    write(desk, "rating", "r3", applicant="a1", panelist="p2", criterion="culture", level=1)
    write(desk, "rating", "r4", applicant="a2", panelist="p1", criterion="culture", level=2)
    write(desk, "rating", "r4", deleted=True)
    write(desk, "draft", "d1", applicant="a1", panelist="p1", overall="strongly")
    write(desk, "draft", "d3", applicant="a3", panelist="p1", overall="reserve")
    ratings = (Rating("culture", None, True), Rating("motivation", 4, False, "keen"))
    with desk.read() as connection:
        assert interviews.find_draft(connection, "a1", "p1") == Draft("a1", "p1", ratings, Overall.STRONGLY)
        drafts = interviews.drafts_of(connection, "p1")
    assert drafts.keys() == {"a1", "a3"}
    assert set(drafts["a1"].ratings) == set(ratings)
    assert drafts["a3"] == Draft("a3", "p1", (), Overall.RESERVE)


def test_the_latest_revision_of_each_sheet_counts(desk: Desk) -> None:
    sheets = [sheet("a1", "p2", 2, 5), sheet("a1", "p2", 1), sheet("a1", "p1", 1), sheet("a2", "p1", 1)]
    for one in sheets:
        submit(desk, one)
    submit(desk, sheet("a3", "p1", 1))
    write(desk, "sheet", sheet("a3", "p1", 1).id, deleted=True)
    with desk.read() as connection:
        assert interviews.list_sheets(connection) == {"a1": (sheets[2], sheets[0]), "a2": (sheets[3],)}
        assert interviews.list_sheets(connection, "a2") == {"a2": (sheets[3],)}
        assert interviews.find_sheet(connection, "a1", "p2") == sheets[0]
        assert interviews.find_sheet(connection, "a1", "p9") is None
        assert interviews.find_sheet(connection, "a3", "p1") is None


def test_a_panelist_sees_whom_to_interview_in_the_order_of_the_day(desk: Desk, add: AddApplicant) -> None:
    late, early, unplanned, gone = (add(f"A{n}", status="invited") for n in range(4))
    write(desk, "applicant", gone, deleted=True)
    write(desk, "panel", "A", **records.panel_fields(Panel("A", ("p1", "p2"), "p1", "Room 5")))
    write(desk, "slot", late, **records.slot_fields(Slot(late, "A", NINE + timedelta(hours=1), 30)))
    write(desk, "slot", early, **records.slot_fields(Slot(early, "A", NINE, 45)))
    write(desk, "slot", unplanned, **records.slot_fields(Slot(unplanned, "A", NINE, 45)), deleted=True)
    for n, row in enumerate((late, early, unplanned, gone)):
        write(desk, "assignment", f"g{n}", applicant=row, panelist="p1", recused=row == unplanned)
        write(desk, "assignment", f"h{n}", applicant=row, panelist="p2")
    write(desk, "assignment", "h1", deleted=True)
    write(desk, "rating", "r1", audience=SELF, applicant=late, panelist="p1", criterion="culture", level=3)
    submit(desk, sheet(late, "p2", 1))
    with desk.read() as connection:
        rows = interviews.list_interviews(connection, "p1")
        assert [(row.application_no, row.state) for row in interviews.list_interviews(connection, "p2")] == [
            ("A0", "sealed"), ("A2", "not_started"),
        ]  # fmt: skip
        assert interviews.list_interviews(connection, "p3") == ()
        assert len(interviews.list_assignments(connection)) == 7
        assert interviews.find_assignment(connection, unplanned, "p1") == Assignment(unplanned, "p1", True)
        assert interviews.find_assignment(connection, early, "p2") is None
        assert interviews.list_slots(connection).keys() == {late, early}
    assert [(row.applicant_id, row.state) for row in rows] == [
        (early, "not_started"), (late, "draft"), (unplanned, "recused"),
    ]  # fmt: skip
    assert (rows[0].panel, rows[0].room, rows[0].starts_at, rows[0].minutes) == ("A", "Room 5", NINE, 45)
    assert (rows[2].panel, rows[2].room, rows[2].starts_at, rows[2].minutes) == ("", "", None, 0)
    assert rows[0].name == "Given A1 Family A1"


# The office


def test_the_office_its_people_and_panels(desk: Desk) -> None:
    source = assets.path("rubrics", "alt.toml").read_text("utf-8")
    with desk.read() as connection:
        assert office.find_office(connection) is None
        assert office.screening_rules(connection) == ""
        assert office.rubric_for(connection, Position.ALT) is None
    alt = Position.ALT
    one = Office("HOU", "Houston", Cycle(2026), "ヒューストン", quota={alt: 3}, rubrics={alt: "alt-1"})
    write(desk, "office", office.OFFICE_ROW, **records.office_fields(one), screening="[rules]")
    write(desk, "rubric", "alt-1", position="ALT", version="1", source=source)
    people = [Person("p2", "Aoi", Role.PANELIST, Affiliation.ALUMNI), Person("p1", "Mori", Role.COORDINATOR)]
    for person in people:
        write(desk, "person", person.id, **records.person_fields(person))
    write(desk, "person", "p3", name="Gone", role="panelist", affiliation="", deleted=True)
    panels = [Panel("A", ("p1", "p2"), "p1"), Panel("B", ())]
    for panel in panels:
        write(desk, "panel", panel.id, **records.panel_fields(panel))
    write(desk, "panel", "C", members="[]", deleted=True)
    with desk.read() as connection:
        assert office.find_office(connection) == one
        assert office.screening_rules(connection) == "[rules]"
        assert office.list_people(connection) == tuple(people)
        assert office.list_panels(connection) == tuple(panels)
        assert office.rubric_sources(connection) == {"alt-1": source}
        assert office.list_rubrics(connection)["alt-1"] == office.rubric_for(connection, Position.ALT)
        assert office.rubric_for(connection, Position.SEA) is None


# Selection


def test_candidates_are_those_invited_or_scored(desk: Desk, add: AddApplicant) -> None:
    invited = add("A1", status="invited", name_kana="カナ")
    absent, withdrawn = add("A2", status="absent"), add("A3", status="withdrawn")
    scored = add("A4", status="not-invited")
    add("A5", status="in-screening")
    add("A6", status="not-invited")
    add("A7", status="invited", position=Position.CIR)
    write(desk, "applicant", add("A8", status="invited"), deleted=True)
    write(desk, "slot", invited, panel="B", starts_at="", minutes=30)
    write(desk, "panel", "A", **records.panel_fields(Panel("A", ("p1", "p2"))))
    submit(desk, sheet(scored, "p1", 1))
    with desk.read() as connection:
        found = selection.list_candidates(connection, Position.ALT)
        assert len(selection.list_candidates(connection, Position.CIR)) == 1
    assert [c.applicant_id for c in found] == [invited, absent, withdrawn, scored]
    assert [c.status for c in found] == [Status.INVITED, Status.ABSENT, Status.WITHDRAWN, Status.NOT_INVITED]
    assert [c.panel for c in found] == ["B", "", "", "A"]
    assert (found[0].name, found[0].kana) == ("Given A1 Family A1", "カナ")
    (received,) = found[3].sheets
    assert (received.panelist_id, received.overall) == ("p1", Overall.RESERVE)
    assert received.ratings == sheet(scored, "p1", 1).ratings


def test_the_state_of_a_selection(desk: Desk) -> None:
    with desk.read() as connection:
        assert selection.find_state(connection, Position.ALT) == selection.SelectionState()
        assert selection.count_sign_offs(connection, Position.ALT) == 0
    write(desk, "selection", "ALT", quota=3, alternates=2, edition=4)
    with desk.read() as connection:
        assert selection.find_state(connection, Position.ALT) == selection.SelectionState(3, 2)
    write(desk, "selection", "ALT", signed_by="mori", signed_at=NINE.isoformat(), document_no="HOU-1")
    with desk.read() as connection:
        state = selection.find_state(connection, Position.ALT)
        assert selection.count_sign_offs(connection, Position.ALT) == 4
    assert state == selection.SelectionState(3, 2, SignOff("mori", NINE), "HOU-1")


def test_overrides_and_decisions(desk: Desk) -> None:
    for n, hour in ((1, 12), (2, 10)):
        at = NINE.replace(hour=hour).isoformat()
        write(desk, "override", f"a{n}", position="ALT", rank=n, reason=f"r{n}", by="mori", at=at)
    write(desk, "override", "a3", position="ALT", rank=1, reason="", by="", at=NINE.isoformat(), deleted=True)
    write(desk, "override", "a4", position="CIR", rank=1, reason="", by="", at=NINE.isoformat())
    write(desk, "decision", "a1", position="ALT", outcome="recommended", rank=1, raw=87.5, by="mori", at="")
    write(desk, "decision", "a2", position="ALT", outcome="alternate", rank=2, alternate=1, reason="tie")
    write(desk, "decision", "a3", position="ALT", outcome="absent", deleted=True)
    with desk.read() as connection:
        overrides = selection.list_overrides(connection, Position.ALT)
        decided = selection.list_decisions(connection)
    assert overrides == (
        Override("a2", 2, "r2", "mori", NINE.replace(hour=10)), Override("a1", 1, "r1", "mori", NINE.replace(hour=12)),
    )  # fmt: skip
    assert set(decided) == {
        selection.Decided("a1", "ALT", "recommended", 1, None, 87.5, ""),
        selection.Decided("a2", "ALT", "alternate", 2, 1, None, "tie"),
    }


# History and conflicts


def test_the_history_tells_who_did_what_to_whom(desk: Desk, add: AddApplicant) -> None:
    row, other = add("A1"), add("A2")
    rating: dict[str, Value] = {"applicant": row, "panelist": "p1", "criterion": "culture", "level": 4}
    write(desk, "rating", "r1", action="sheet.rated", audience=SELF, **rating, note="nobody's business here")
    write(desk, "person", "p1", action="person.added", name="Mori")
    with desk.change("many") as change:
        for n in range(5):
            change.write("slot", f"s{n}", OFFICE, panel="A")
    with desk.read() as connection:
        everything = history.list_history(connection)
        of_one = history.list_history(connection, row)
        assert history.list_history(connection, "nobody") == ()
    assert [r.action for r in everything] == ["intake.loaded", "intake.loaded", "sheet.rated", "person.added", "many"]
    assert [r.subject for r in everything] == ["A1", "A2", "A1", "", ""]
    assert [r.action for r in of_one] == ["intake.loaded", "sheet.rated"]
    assert of_one[1].detail == "rating(criterion=culture, level=4, panelist=p1)"
    assert everything[3].detail == "person"
    assert everything[4].detail == "slot(panel=A); slot(panel=A); slot(panel=A); +2"
    assert {r.author for r in everything} == {"mori"}
    assert everything[0].at <= everything[4].at
    assert other != row


def arrive(desk: Desk, connection: Connection, seq: int, fields: dict[str, Value]) -> None:
    """An entry of another desk that knew nothing of ours."""
    place = Place("other-desk", 1, seq, 1, "sato", FIRST)
    key = desk.identity.signing
    entry = sign_entry(key, place, "test", OFFICE, (Write("person", "p1", fields, {}),))
    append(connection, [entry])
    project(connection, [entry])


@pytest.mark.parametrize(("theirs", "listed"), [("Morita", ["Morita"]), ("Mori", [])])
def test_values_that_compete_are_listed_if_they_differ(desk: Desk, theirs: str, listed: list[str]) -> None:
    write(desk, "person", "p1", name="Mori")
    with desk.database.write() as connection:
        arrive(desk, connection, 1, {"name": theirs})
    with desk.read() as connection:
        found = history.list_conflicts(connection)
        assert [c.value for c in found] == listed
        assert {(c.table, c.row, c.field) for c in found} <= {("person", "p1", "name")}
    write(desk, "person", "p1", name="Mori Aoi")
    with desk.read() as connection:
        assert history.list_conflicts(connection) == ()


def test_ids_are_the_same_on_every_desk(desk: Desk, add: AddApplicant) -> None:
    row = add("A1")
    assert row == applicant_id("HOU", 2026, " a1 ")
    with desk.change("intake.loaded") as change:
        change.write("applicant", row, case(row), given_name="Ann")
    with desk.read() as connection:
        assert len(dossiers.list_applicants(connection)) == 1
