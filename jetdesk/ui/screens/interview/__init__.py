"""The Interview screen: read, listen and score one applicant without leaving it."""

from PySide6.QtWidgets import QWidget

from jetdesk.i18n import tr
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.screens.interview.presenter import InterviewPresenter
from jetdesk.ui.screens.interview.view import InterviewView


def build(context: Context, parent: QWidget | None = None) -> Screen:
    view = InterviewView(parent)
    panes = (view.list_pane, view.dossier, view.sheet)
    return Screen(view, InterviewPresenter(view, context), panes=panes, keys=_keys(), wide=True)


def _keys() -> tuple[Key, ...]:
    return (
        Key("1–5", tr("Choose a level")),
        Key("Delete", tr("Clear the level")),
        Key("C", tr("Cannot assess")),
        Key("N", tr("Write a note")),
        Key("Tab", tr("Next criterion")),
        Key("F2", tr("All levels")),
        Key("Ctrl ↓ ↑", tr("Next or previous applicant")),
        Key("Ctrl PgDn PgUp", tr("Next or previous document")),
        Key("PgDn PgUp", tr("Turn the pages of the document")),
        Key("F8", tr("Pause the time")),
        Key("Ctrl Enter", tr("Submit and seal")),
    )
