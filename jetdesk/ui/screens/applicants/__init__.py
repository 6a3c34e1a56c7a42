"""Applicants: the list, its search and filters, screening decisions, and the import of applications."""

from PySide6.QtWidgets import QWidget

from jetdesk.domain.office import Role
from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens import intake, interests, screening_rules
from jetdesk.ui.screens.applicants.presenter import ApplicantsPresenter
from jetdesk.ui.screens.applicants.view import ApplicantsView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = ApplicantsView(parent)

    def show_import() -> None:
        intake.build(context, view).open()

    for button in (view.interests_button, view.rules_button):
        button.setVisible(context.who.person.role is Role.COORDINATOR)
    view.rules_asked.connect(lambda: screening_rules.build(context, view).open())
    view.interests_asked.connect(lambda: interests.build(context, view).open())
    presenter = ApplicantsPresenter(view, context, show_import)
    return Screen(
        view,
        presenter,
        search=view.focus_search,
        side=view.toggle_side,
        panes=(view.search, view.table, view.side),
        keys=_keys(),
    )


def _keys() -> tuple[Key, ...]:
    return (
        Key("Enter", tr("Open the dossier")),
        Key("Space", tr("Show or hide the details")),
        Key("Shift ↑ ↓", tr("Select several")),
        Key("Ctrl A", tr("Select all that are shown")),
        Key("Delete", tr("Offer to withdraw")),
        Key("Menu", tr("What can be done, and sorting")),
        Key("Ctrl I", tr("Import applications")),
    )
