"""The import dialog: check, problems, all or the good rows."""

import pytest
from PySide6.QtCore import Qt

from jetdesk.services import applicants
from jetdesk.ui.screens.applicants.import_dialog import ImportDialog
from jetdesk.ui.screens.applicants.import_presenter import ImportPresenter
from jetdesk.ui.widgets.label import Label
from tests import small_office


@pytest.fixture
def dialog(qtbot, context):
    made = ImportDialog()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.presenter = ImportPresenter(made, context)
    qtbot.addWidget(made)
    made.show()
    return made


def text(dialog, name):
    return dialog.findChild(Label, name).text()


def test_a_good_export_is_checked_and_loaded(qtbot, dialog, context, tmp_path):
    heard = []
    context.bus.changed.connect(lambda change, _: heard.append(change))
    new = small_office.row("WH-100", "ALT", "Newcomer", "Nell", "")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "WH-100_form.pdf").write_bytes(b"no pdf at all")
    qtbot.keyClicks(dialog.export, str(small_office.write_export(tmp_path / "new.csv", [new])))
    qtbot.keyClicks(dialog.documents, str(tmp_path / "papers"))
    dialog.check_button.click()
    assert text(dialog, "import_summary").startswith("1 new applicant · 1 document matched")
    assert dialog._model.rows[0].value == "WH-100_form.pdf"
    dialog.load_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert "WH-100" in {row.application_no for row in applicants.list_applicants(context.desk)}
    assert heard[-1].touches("applicant")
    assert context.notify.notices[-1].first == "Loaded: 1 applicant and 1 document."


def test_bad_rows_are_listed_and_the_good_ones_can_be_loaded(qtbot, dialog, context, tmp_path):
    good, bad = (small_office.row(f"WH-10{n}", "ALT", f"Family{n}", "Given", "") for n in (1, 2))
    bad["date_of_birth"] = "yesterday"
    qtbot.keyClicks(dialog.export, str(small_office.write_export(tmp_path / "new.csv", [good, bad])))
    dialog.check_button.click()
    [problem] = dialog._model.rows
    assert (problem.row, problem.column, problem.value) == ("3", "date_of_birth", "yesterday")
    assert dialog.load_button.words == "Load the 1 good row"
    dialog.load_button.click()
    numbers = {row.application_no for row in applicants.list_applicants(context.desk)}
    assert "WH-101" in numbers
    assert "WH-102" not in numbers


def test_what_is_already_here_offers_nothing_to_load(qtbot, dialog, tmp_path):
    qtbot.keyClicks(dialog.export, str(small_office.write_export(tmp_path / "same.csv", small_office.rows())))
    dialog.check_button.click()
    assert text(dialog, "import_advice") == "Everything in these files is already on this desk."
    assert not dialog.load_button.isVisible()


def test_a_file_that_is_not_there_says_so_and_nothing_is_lost(qtbot, dialog):
    dialog.check_button.click()
    assert text(dialog, "import_problem") == "Choose the export of applications first."
    qtbot.keyClicks(dialog.export, "/nowhere/at/all.csv")
    dialog.check_button.click()
    assert "all.csv" in text(dialog, "import_problem")
    assert dialog.export.text() == "/nowhere/at/all.csv"


def test_cancelling_goes_back_to_choosing(qtbot, dialog):
    dialog.show_working("Reading…")
    dialog.show_progress(0.5, "Document 1 of 2")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.export.isVisible()
    assert dialog.isVisible()


def test_the_button_of_the_screen_opens_the_dialog(qtbot, screen):
    screen.view.import_button.click()
    dialog = screen.view.findChild(ImportDialog)
    assert dialog.isVisible()
    dialog.reject()
