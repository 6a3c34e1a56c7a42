"""The wizard over a real desk: any export with few corrections, differences shown, broken files refused."""

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import COLUMNS
from jetdesk.domain.column_names import COLUMN_NAMES
from jetdesk.services import applicants
from jetdesk.ui.screens import applicants as applicants_screen
from jetdesk.ui.screens import intake
from jetdesk.ui.screens.intake.dialog import IntakeDialog
from jetdesk.ui.widgets.label import Label
from tests import small_office
from tests.intake.french import french_export, people
from tests.ui.applicants.conftest import context as context


@pytest.fixture
def dialog(qtbot, context):
    made = intake.build(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def text(dialog, name):
    return dialog.findChild(Label, name).text()


def read(qtbot, dialog, file, documents=""):
    dialog.export.clear()
    dialog.documents.clear()
    qtbot.keyClicks(dialog.export, str(file))
    qtbot.keyClicks(dialog.documents, str(documents))
    dialog.read_button.click()


def correct(dialog, heading, column):
    """As a person does: choose the line, then what it is."""
    assert dialog.columns.table.select_id(heading)
    place = dialog.columns.column.findData(column)
    dialog.columns.column.setCurrentIndex(place)
    dialog.columns.column.activated.emit(place)


def answer(dialog, order):
    place = dialog.columns.order.findData(order)
    dialog.columns.order.setCurrentIndex(place)
    dialog.columns.order.activated.emit(place)


def numbers(desk: Desk) -> set[str]:
    return {row.application_no for row in applicants.list_applicants(desk)}


def test_every_column_has_a_name_in_both_languages():
    assert tuple(COLUMN_NAMES) == COLUMNS
    assert all(name.text("ja") != name.text("en") for column, name in COLUMN_NAMES.items() if column != "jlpt")


def test_a_good_export_is_previewed_and_loaded_and_what_is_left_is_listed(qtbot, dialog, context, tmp_path):
    heard = []
    context.bus.changed.connect(lambda change, _: heard.append(change))
    new = small_office.row("WH-100", "ALT", "Newcomer", "Nell", "")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "WH-100_form.pdf").write_bytes(b"no pdf at all")
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", [new]), tmp_path / "papers")
    assert dialog.columns.next_button.isEnabled()
    dialog.columns.next_button.click()
    assert text(dialog, "import_summary").startswith("1 new applicant · 1 document matched")
    assert [line.kind for line in dialog.found._rows] == ["document", "added"]
    dialog.found.load_button.click()
    assert "WH-100" in numbers(context.desk)
    assert heard[-1].touches("applicant")
    assert context.notify.notices[-1].first == "Loaded: 1 applicant and 1 document."
    assert [line.where for line in dialog.found._rows] == ["WH-100_form.pdf"]
    assert not dialog.found.load_button.isVisible()


def test_nothing_left_for_a_person_closes_the_wizard(qtbot, dialog, tmp_path):
    new = small_office.row("WH-100", "ALT", "Newcomer", "Nell", "")
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", [new]))
    dialog.columns.next_button.click()
    dialog.found.load_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted


def test_a_french_export_needs_three_corrections_and_the_next_one_none(qtbot, dialog, context, tmp_path):
    every = [replace(person, position="ALT") for person in people()]
    read(qtbot, dialog, french_export(tmp_path / "paris.csv", every))
    corrections = _correct_all(dialog)
    assert corrections <= 3
    dialog.columns.next_button.click()
    _load(dialog)
    assert {person.number for person in every} <= numbers(context.desk)
    later = [replace(person, position="ALT") for person in people(6, first=101)]
    read(qtbot, dialog, french_export(tmp_path / "paris-2.csv", later))
    assert text(dialog, "intake_about") == "Read as the last time: paris.csv."
    assert dialog.columns.next_button.isEnabled()
    dialog.columns.next_button.click()
    _load(dialog)
    assert {person.number for person in later} <= numbers(context.desk)


def _correct_all(dialog):
    """What a person would mend: what is named as missing, then questions. Says how many acts that took."""
    wanted = [("N° de dossier", "application_no"), ("Poste souhaité", "position"), ("Né(e) le", "date_of_birth")]
    lines = {line.heading: line.column for line in dialog.columns._model.rows}
    acts = 0
    for heading, column in wanted:
        if lines[heading] != column:
            correct(dialog, heading, column)
            acts += 1
    if not dialog.columns.next_button.isEnabled():
        answer(dialog, "DMY")
        acts += 1
    assert text(dialog, "intake_todo") == ""
    return acts


def _load(dialog):
    assert not any(line.kind == "rejected" for line in dialog.found._rows), dialog.found._rows
    dialog.found.load_button.click()


def test_an_order_of_dates_that_must_be_said_is_not_filled_in(qtbot, dialog, tmp_path):
    read(qtbot, dialog, french_export(tmp_path / "paris.csv", people()))
    assert "Day or month first?" in text(dialog, "intake_todo")
    assert dialog.columns.order.currentIndex() == -1
    answer(dialog, "DMY")
    assert dialog.columns.order.currentData() == "DMY"


def test_a_correction_is_one_heading_a_column(qtbot, dialog, tmp_path):
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", small_office.rows()))
    correct(dialog, "given_name", "family_name")
    told = {line.heading: line.column for line in dialog.columns._model.rows}
    assert (told["given_name"], told["family_name"]) == ("family_name", "")
    assert dialog.columns.column.currentData() == "family_name"
    correct(dialog, "given_name", "")
    assert text(dialog, "intake_todo").startswith("Say which columns hold: Family name")
    assert not dialog.columns.next_button.isEnabled()


def test_a_corrected_export_shows_the_difference(qtbot, dialog, tmp_path):
    rows = small_office.rows()
    rows[0]["email"] = "another@example.org"
    read(qtbot, dialog, small_office.write_export(tmp_path / "again.csv", rows))
    dialog.columns.next_button.click()
    [line] = [line for line in dialog.found._rows if line.kind == "changed"]
    assert line.column == "E-mail"
    assert line.value.endswith("→ another@example.org")
    assert line.where.startswith(rows[0]["application_no"])


def test_bad_rows_are_listed_and_the_good_ones_can_be_loaded(qtbot, dialog, context, tmp_path):
    good, bad = (small_office.row(f"WH-10{n}", "ALT", f"Family{n}", "Given", "") for n in (1, 2))
    bad["date_of_birth"] = "yesterday"
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", [good, bad]))
    dialog.columns.next_button.click()
    [problem] = [line for line in dialog.found._rows if line.kind == "rejected"]
    assert (problem.where, problem.column, problem.value) == ("Row 3", "Date of birth", "yesterday")
    dialog.found.lines.select_row(0)
    assert text(dialog, "import_chosen").startswith("Row 3 · Date of birth · yesterday · ")
    assert dialog.found.load_button.words == "Load the 1 good row"
    dialog.found.load_button.click()
    assert "WH-101" in numbers(context.desk)
    assert "WH-102" not in numbers(context.desk)


def test_a_document_is_suggested_and_loaded_only_when_it_was_taken(qtbot, dialog, context, tmp_path):
    new = small_office.row("WH-100", "ALT", "Newcomer", "Nell", "")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "Newcomer Nell transcript.pdf").write_bytes(b"no pdf at all")
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", [new]), tmp_path / "papers")
    dialog.columns.next_button.click()
    [offer] = dialog.found._offers.rows
    assert (offer.is_taken, offer.belongs) == (False, "WH-100 · Transcript")
    dialog.found.suggestions.select_row(0)
    dialog.found.take_button.click()
    assert dialog.found._offers.rows[0].is_taken
    dialog.found.load_button.click()
    assert context.notify.notices[-1].first == "Loaded: 1 applicant and 1 document."


def test_a_mapping_is_saved_and_opened(qtbot, dialog, context, tmp_path):
    read(qtbot, dialog, small_office.write_export(tmp_path / "new.csv", small_office.rows()))
    correct(dialog, "jlpt", "")
    dialog.columns.mapping_saved.emit(str(tmp_path / "mapping.toml"))
    correct(dialog, "jlpt", "jlpt")
    dialog.columns.mapping_opened.emit(str(tmp_path / "mapping.toml"))
    told = {line.heading: line.column for line in dialog.columns._model.rows}
    assert told["jlpt"] == ""
    assert context.notify.notices[-1].first == "The mapping is mapping.toml."
    dialog.columns.mapping_opened.emit(str(tmp_path / "new.csv"))
    assert "TOML" in text(dialog, "intake_todo")


def test_what_is_already_here_offers_nothing_to_load(qtbot, dialog, tmp_path):
    read(qtbot, dialog, small_office.write_export(tmp_path / "same.csv", small_office.rows()))
    dialog.columns.next_button.click()
    assert text(dialog, "import_advice") == "Everything in these files is already on this desk."
    assert not dialog.found.load_button.isVisible()


def test_a_file_that_is_not_there_or_broken_says_so_and_nothing_is_lost(qtbot, dialog, context, tmp_path):
    before = context.desk.head_hash
    dialog.read_button.click()
    assert text(dialog, "import_problem") == "Choose the export of applications first."
    read(qtbot, dialog, "/nowhere/at/all.csv")
    assert "all.csv" in text(dialog, "import_problem")
    assert dialog.export.text() == "/nowhere/at/all.csv"
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 but no workbook")
    read(qtbot, dialog, broken)
    assert text(dialog, "import_problem")
    assert context.desk.head_hash == before


def test_cancelling_goes_back_to_where_it_began(qtbot, dialog, tmp_path):
    dialog.show_working("Reading…")
    dialog.show_progress(0.5, "Document 1 of 2")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.export.isVisible()
    assert dialog.isVisible()
    read(qtbot, dialog, small_office.write_export(tmp_path / "same.csv", small_office.rows()))
    dialog.columns.next_button.click()
    dialog.show_working("Reading…")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.columns.table.isVisible()


def test_the_row_of_headings_can_be_said(qtbot, dialog, tmp_path):
    file = small_office.write_export(tmp_path / "new.csv", small_office.rows())
    with file.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["Applications"], *lines])
    read(qtbot, dialog, file)
    assert dialog.columns.header.value() == 2
    dialog.columns.header.setValue(1)
    dialog.columns.header.editingFinished.emit()
    assert not dialog.columns.next_button.isEnabled()
    dialog.columns.header.setValue(2)
    dialog.columns.header.editingFinished.emit()
    assert dialog.columns.next_button.isEnabled()


def test_the_button_of_the_screen_opens_the_wizard(qtbot, context):
    screen = applicants_screen.build(context)
    qtbot.addWidget(screen.view)
    screen.view.show()
    screen.view.import_button.click()
    dialog = screen.view.findChild(IntakeDialog)
    assert dialog.isVisible()
    dialog.reject()
