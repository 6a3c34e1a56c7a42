"""The rules dialog over a real desk: tried out while it is typed, set as one change, kept as a file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt

from jetdesk.domain.applicant import Position
from jetdesk.domain.document import DocumentKind
from jetdesk.domain.office import Cycle, Window
from jetdesk.domain.screening import Rules, Severity
from jetdesk.errors import Refused
from jetdesk.i18n import choose_language
from jetdesk.services import people, screening_rules
from jetdesk.ui.screens import applicants
from jetdesk.ui.screens import screening_rules as rules_screen
from jetdesk.ui.screens.screening_rules.dialog import RulesDialog
from jetdesk.ui.screens.screening_rules.typed import (
    cycle_typed,
    nationalities_typed,
    read_cycle,
    read_nationalities,
)
from jetdesk.ui.widgets.label import Label
from tests.ui.applicants.conftest import context as context


@pytest.fixture
def dialog(qtbot, context):
    made = rules_screen.build(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def text(dialog, name):
    return dialog.findChild(Label, name).text()


def test_it_shows_the_offices_rules_and_saves_nothing_new(dialog, context):
    assert dialog.rules() == screening_rules.get_rules(context.desk) == Rules()
    assert dialog.cycle() == people.get_office(context.desk).cycle
    assert text(dialog, "rules_outcome") == "Now: Complete 0 · For review 0 · Incomplete 7 · Disqualified 1"


def test_what_is_typed_is_tried_out_and_counts_when_it_is_saved(qtbot, dialog, context):
    for number in dialog.documents._always.values():
        number.setValue(0)
    assert "With these rules: Complete 7 " in text(dialog, "rules_outcome")
    assert screening_rules.get_rules(context.desk) == Rules()
    dialog.window_part.fields["closes"].clear()
    qtbot.keyClicks(dialog.window_part.fields["closes"], "2026-11-14 23:59")
    assert "With these rules: Complete 8 " in text(dialog, "rules_outcome")
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert screening_rules.get_rules(context.desk).documents.always == ()
    assert people.get_office(context.desk).cycle.window.closes.year == 2026
    context.undo.undo()
    assert screening_rules.get_rules(context.desk) == Rules()


def test_a_position_a_nationality_the_form_and_the_gravity_are_kept(qtbot, dialog, context):
    dialog.documents._positions[Position.CIR][DocumentKind.CERTIFICATE].setValue(1)
    dialog.documents.nationalities.set_text("gb: Background check, photo x2")
    dialog.form.filled["email"].setChecked(True)
    dialog.form.references.setValue(1)
    qtbot.keyClicks(dialog.form.kinds, "coach, mentor")
    select = dialog.gravity.choices["late"]
    select.setCurrentIndex(select.findData("review"))
    dialog.save_button.click()
    rules = screening_rules.get_rules(context.desk)
    assert rules.documents.by_position == {Position.CIR: ((DocumentKind.CERTIFICATE, 1),)}
    assert rules.documents.by_nationality == {"GB": ((DocumentKind.BACKGROUND, 1), (DocumentKind.PHOTO, 2))}
    assert (rules.form.filled, rules.form.references, rules.form.reference_kinds) == (
        ("email",),
        1,
        ("coach", "mentor"),
    )
    assert rules.severities == {"late": Severity.REVIEW}


def test_what_cannot_be_read_is_said_and_nothing_is_saved(qtbot, dialog, context):
    dialog.window_part.fields["opens"].setText("tomorrow")
    head = context.desk.head_hash
    dialog.save_button.click()
    assert "“tomorrow” cannot be read." in text(dialog, "rules_problem")
    assert dialog.isVisible()
    assert context.desk.head_hash == head


def test_rules_go_to_a_file_and_come_from_one(dialog, context, tmp_path):
    file = tmp_path / "rules.toml"
    dialog.form.references.setValue(0)
    dialog.presenter.save_file(str(file))
    dialog.form.references.setValue(2)
    dialog.presenter.open_file(str(file))
    assert dialog.form.references.value() == 0
    file.write_text("[screening]\nrequired = 3\n", "utf-8")
    dialog.presenter.open_file(str(file))
    assert "screening.required cannot be “3”" in text(dialog, "rules_problem")


def test_the_list_of_applicants_opens_it(qtbot, context):
    screen = applicants.build(context)
    qtbot.addWidget(screen.view)
    screen.view.show()
    screen.view.rules_button.click()
    dialog = screen.view.findChild(RulesDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nationalities_are_typed_in_the_persons_language(language):
    counts = {"GB": ((DocumentKind.BACKGROUND, 1), (DocumentKind.PHOTO, 2)), "US": ()}
    choose_language(language)
    try:
        assert read_nationalities(nationalities_typed(counts)) == counts
    finally:
        choose_language("en")


@pytest.mark.parametrize("line", ["Britain: photo", "GB photo", "GB: passport", "GB: photo x10"])
def test_a_line_of_nationalities_that_means_nothing_is_refused(line):
    with pytest.raises(Refused, match="cannot be read"):
        read_nationalities(line)


def test_the_window_is_typed_in_its_own_zone():
    hawaii = timezone(timedelta(hours=-10))
    window = Window(datetime(2025, 9, 22, tzinfo=hawaii), datetime(2025, 11, 14, 23, 59, tzinfo=hawaii))
    cycle = Cycle(2026, window, None, ("US", "CA"))
    typed = cycle_typed(cycle, "America/Chicago")
    assert (typed.opens, typed.closes, typed.zone) == ("2025-09-22 00:00", "2025-11-14 23:59", "-10:00")
    assert read_cycle(typed, cycle) == cycle
    assert cycle_typed(Cycle(2026), "America/Chicago").zone == "America/Chicago"


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"zone": "Pacific/Honolulu"}, datetime(2025, 11, 15, 9, 59, tzinfo=UTC)),
        ({"zone": "UTC+9"}, datetime(2025, 11, 14, 14, 59, tzinfo=UTC)),
        ({"zone": "−3:30"}, datetime(2025, 11, 15, 3, 29, tzinfo=UTC)),
    ],
)
def test_a_zone_is_a_name_or_a_difference(changes, at):
    typed = replace(cycle_typed(Cycle(2026), ""), opens="2025-09-22 00:00", closes="2025-11-14T23:59", **changes)
    assert read_cycle(typed, Cycle(2026)).window.closes == at


@pytest.mark.parametrize("changes", [{"zone": "Hawaii time"}, {"nationalities": "USA"}, {"arrival": "July"}])
def test_what_is_no_zone_country_or_day_is_refused(changes):
    typed = replace(cycle_typed(Cycle(2026), ""), opens="2025-09-22 00:00", closes="2025-11-14 23:59", zone="UTC")
    with pytest.raises(Refused, match="cannot be read"):
        read_cycle(replace(typed, **changes), Cycle(2026))
