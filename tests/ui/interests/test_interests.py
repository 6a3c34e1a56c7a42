"""Conflicts of interest in the window over a real desk: what is known, and what is decided with a reason."""

import pytest
from PySide6.QtCore import Qt

from jetdesk.domain.interests import State
from jetdesk.services import interests as service
from jetdesk.services import planning
from jetdesk.ui.screens import applicants, interests
from jetdesk.ui.screens.interests.dialog import InterestsDialog
from jetdesk.ui.widgets.label import Label
from tests.services.test_interests import office as office
from tests.small_office import ids_by_number
from tests.ui.applicants.conftest import context as context

PAIR = ("WH-005", "lindqvist")


@pytest.fixture
def dialog(qtbot, office, context):
    made = interests.build(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def freya(office):
    return ids_by_number(office)[PAIR[0]]


def text(dialog, name):
    return dialog.findChild(Label, name).text()


def shown(dialog):
    return {(line.applicant_name.split()[0], line.panelist): line.state for line in dialog._model.rows}


def state(desk, freya):
    return next(i.state for i in service.list_interests(desk) if (i.applicant, i.panelist) == (freya, PAIR[1]))


def choose(dialog, freya):
    assert dialog.table.select_id(f"{freya} {PAIR[1]}")


def test_what_the_data_shows_waits_with_its_explanation(dialog, freya):
    assert shown(dialog)[PAIR] is State.DETECTED
    choose(dialog, freya)
    assert "share the family name Lindqvist" in text(dialog, "interests_about")


def test_a_recusal_needs_a_reason_and_takes_the_panelist_off_the_case(qtbot, dialog, context, freya):
    choose(dialog, freya)
    dialog.recuse_button.click()
    assert "needs a reason of at least" in text(dialog, "interests_problem")
    assert state(context.desk, freya) is State.DETECTED
    qtbot.keyClicks(dialog.reason, "his niece, as he says himself")
    dialog.recuse_button.click()
    assert state(context.desk, freya) is State.CONFIRMED
    assert (freya, PAIR[1]) in planning.problem(context.desk).conflicts
    assert PAIR not in shown(dialog)
    assert dialog.reason.toPlainText() == ""


def test_a_dismissal_stays_on_record_and_can_be_undone(qtbot, dialog, context, freya):
    choose(dialog, freya)
    qtbot.keyClicks(dialog.reason, "a common name, no relation")
    dialog.dismiss_button.click()
    assert PAIR not in shown(dialog)
    dialog.show_only.setCurrentIndex(1)
    dialog.show_only.activated.emit(1)
    assert shown(dialog)[PAIR] is State.DISMISSED
    choose(dialog, freya)
    assert text(dialog, "interests_about").endswith("a common name, no relation")
    assert not dialog.recuse_button.isEnabled()
    context.undo.undo()
    assert shown(dialog)[PAIR] is State.DETECTED


def test_the_screen_of_applicants_opens_it(qtbot, office, context):
    screen = applicants.build(context)
    qtbot.addWidget(screen.view)
    screen.view.show()
    screen.view.interests_button.click()
    dialog = screen.view.findChild(InterestsDialog)
    assert dialog.isVisible()
    dialog.reject()
