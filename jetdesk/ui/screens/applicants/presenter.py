"""Between the list of applicants and the services: two readings, search, filters, and the side panel."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.applicant import Status
from jetdesk.domain.office import Role
from jetdesk.domain.rows import ApplicantRow, Dossier
from jetdesk.domain.ruling import Choice
from jetdesk.i18n import tr, tr_n
from jetdesk.services import applicants as service
from jetdesk.services.rulings import On
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.screens.applicants import reading, wording
from jetdesk.ui.screens.applicants.acts import RULING
from jetdesk.ui.screens.applicants.deciding import Deciding
from jetdesk.ui.screens.applicants.values import Counts, Filters, FilterValue, Listing, Screening, status_words

if TYPE_CHECKING:
    from jetdesk.desk.projection import ChangeSet
    from jetdesk.ui.screens.applicants.view import ApplicantsView

TABLES = ("applicant", "document", "slot", "assignment", "panel", "person", "office", "ruling")
TO_CHECK, WAITING, NO_PANEL = "to-check", "waiting", "no-panel"


class ApplicantsPresenter(Presenter):
    """The list shows after the first reading; findings, which take longer, come with the second."""

    def __init__(self, view: "ApplicantsView", context: Context, show_import: Callable[[], None]) -> None:
        self._view, self._context, self._show_import = view, context, show_import
        self._listing = Listing((), (), {}, False)
        self._screening = Screening()
        self._filters, self._typed = Filters(), ""
        self._found: frozenset[str] | None = None
        self._statuses: tuple[tuple[Status, int], ...] = ()
        self._positions: tuple[tuple[str, int], ...] = ()
        self._dossier: Dossier | None = None
        self._selected: tuple[str, ...] = ()
        self._wanted, self._in_front, self._stale, self._shown = "", False, True, 0
        self._deciding = Deciding(view, context, self._name_of)
        self._decides = context.who.person.role is Role.COORDINATOR
        view.side.set_decides(self._decides)
        self._connect()

    def shown(self) -> None:
        self._in_front = True
        if self._stale:
            self._read()
        self._describe()

    def hidden(self) -> None:
        self._in_front = False

    def open(self, subject: str) -> None:
        """Make this applicant the current one."""
        self._wanted = subject
        self._view.select(subject)

    def _connect(self) -> None:
        view = self._view
        view.search_edited.connect(self._on_search_edited)
        view.filter_chosen.connect(self._on_filter_chosen)
        view.filters_cleared.connect(self._on_filters_cleared)
        view.row_selected.connect(self._on_row_selected)
        view.selection_changed.connect(self._on_selection_changed)
        view.dossier_asked.connect(self._on_dossier_asked)
        view.document_asked.connect(self._on_document_asked)
        view.import_asked.connect(self._show_import)
        view.act_chosen.connect(self._on_act_chosen)
        view.finding_ruled.connect(self._on_finding_ruled)
        view.settle_asked.connect(self._deciding.settle)
        view.setup_chosen.connect(self._deciding.set_up)
        view.reason_given.connect(self._deciding.go_on)
        view.reason_cancelled.connect(self._on_reason_cancelled)
        self._context.bus.changed.connect(self._on_changed)

    def _read(self) -> None:
        self._stale = False
        read = partial(reading.listing, self._context.desk)
        self._context.tasks.read(read, self._on_listing, owner=self._view, key="applicants.list")

    def _on_listing(self, listing: Listing) -> None:
        self._listing = listing
        self._count()
        self._show_choices()
        self._view.show_list(listing, self._only())
        self._show_counts()
        if self._wanted:
            self._view.select(self._wanted)
            self._wanted = ""
        screen = partial(reading.screen_all, self._context.desk)
        self._context.tasks.read(screen, self._on_screening, owner=self._view, key="applicants.screening")
        if self._typed:
            self._search()

    def _on_screening(self, screening: Screening) -> None:
        self._screening = screening
        self._view.show_screening(screening)
        if self._filters.screening in (TO_CHECK, WAITING):
            self._narrow()
        self._view.show_settle(any(screened.is_clear for screened in screening.by_id.values()))
        self._show_selected()
        self._show_side()

    def _on_search_edited(self, typed: str) -> None:
        self._typed = typed
        self._search()

    def _search(self) -> None:
        find = partial(service.find, self._context.desk, self._typed)
        self._context.tasks.read(find, self._on_found, owner=self._view, key="applicants.search")

    def _on_found(self, found: frozenset[str] | None) -> None:
        self._found = found
        self._narrow()

    def _on_filter_chosen(self, name: str, value: str | None) -> None:
        now = {"position": self._filters.position, "screening": self._filters.screening, "panel": self._filters.panel}
        self._filters = Filters(**{**now, name: value})
        self._narrow()

    def _on_filters_cleared(self) -> None:
        self._filters, self._typed, self._found = Filters(), "", None
        self._view.clear_search()
        self._show_choices()
        self._narrow()

    def _narrow(self) -> None:
        self._view.show_only(self._only())
        self._show_counts()

    def _only(self) -> frozenset[str] | None:
        """The ids that search and filters leave; None for all."""
        if not self._filters.any:
            return self._found
        fit = (row.id for row in self._listing.rows if self._fits(row))
        return frozenset(fit) if self._found is None else self._found.intersection(fit)

    def _fits(self, row: ApplicantRow) -> bool:
        wanted = self._filters
        return (
            (wanted.position is None or row.position.value == wanted.position)
            and (wanted.panel is None or (row.panel or NO_PANEL) == wanted.panel)
            and (wanted.screening is None or self._fits_screening(row, wanted.screening))
        )

    def _fits_screening(self, row: ApplicantRow, wanted: str) -> bool:
        if wanted == TO_CHECK:
            return row.status is Status.IN_SCREENING and self._screening.outcome(row.id) is not None
        if wanted == WAITING:
            return row.status is Status.IN_SCREENING and self._screening.waits(row.id)
        return row.status.value == wanted

    def _show_choices(self) -> None:
        rows = self._listing.rows
        everything = FilterValue(None, tr("All"))
        positions = (FilterValue(p, p) for p in sorted({row.position.value for row in rows}))
        statuses = (FilterValue(s.value, status_words(s)) for s in Status)
        panels = (FilterValue(panel.id, panel.id) for panel in self._listing.panels)
        found = FilterValue(TO_CHECK, tr("With findings")), FilterValue(WAITING, tr("Something was asked for"))
        none = FilterValue(NO_PANEL, tr("None"))
        self._view.show_choices("position", (everything, *positions), self._filters.position)
        self._view.show_choices("screening", (everything, *statuses, *found), self._filters.screening)
        self._view.show_choices("panel", (everything, *panels, none), self._filters.panel)

    def _show_counts(self) -> None:
        only, total = self._only(), len(self._listing.rows)
        self._shown = total if only is None else len(only)
        self._view.show_counts(Counts(self._shown, total, self._statuses, self._positions))
        self._describe()

    def _count(self) -> None:
        statuses = Counter(row.status for row in self._listing.rows)
        positions = Counter(row.position.value for row in self._listing.rows)
        self._statuses = tuple((status, statuses[status]) for status in Status if statuses[status])
        self._positions = tuple(sorted(positions.items()))

    def _describe(self) -> None:
        if self._in_front and self._listing.rows:
            words = tr_n("{n} shown", "{n} shown", self._shown)
            chosen = tr_n("{n} selected", "{n} selected", len(self._selected))
            self._context.notify.describe(f"{words} · {chosen}")

    def _on_selection_changed(self, ids: Sequence[str]) -> None:
        self._selected = tuple(ids)
        self._show_selected()
        self._describe()

    def _show_selected(self) -> None:
        self._view.show_selected(len(self._selected), self._screening.rules(self._selected) if self._decides else ())

    def _on_row_selected(self, applicant: str | None) -> None:
        if applicant is None:
            self._dossier = None
            self._view.show_side(None)
            return
        read = partial(service.dossier, self._context.desk, applicant)
        self._context.tasks.read(read, self._on_dossier, owner=self._view, key="applicants.dossier")

    def _on_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._show_side()

    def _show_side(self) -> None:
        if self._dossier is not None:
            screened = self._screening.by_id.get(self._dossier.id)
            self._view.show_side(wording.side(self._dossier, self._listing.people, screened))

    def _on_dossier_asked(self, applicant: str) -> None:
        self._context.bus.wanted.emit("interview", applicant)

    def _on_document_asked(self, applicant: str, document: str) -> None:
        self._context.bus.wanted.emit("interview", f"{applicant}#{document}")

    def _on_act_chosen(self, name: str) -> None:
        chosen = self._selected or ((self._dossier.id,) if self._dossier else ())
        if name.startswith(RULING):
            choice, rule = name.removeprefix(RULING).split(":")
            self._deciding.rule_on(self._screening.found(chosen, rule), Choice(choice))
        elif chosen:
            self._deciding.begin(name, chosen)

    def _on_finding_ruled(self, place: int, choice: str) -> None:
        if self._dossier is not None:
            found = self._screening.by_id[self._dossier.id].findings[place]
            on = On(self._dossier.id, found.rule, found.detail.text("en"))
            self._deciding.rule_on((on,), Choice(choice) if choice else None)

    def _on_reason_cancelled(self) -> None:
        self._deciding.cancel()
        self._view.close_reason()

    def _name_of(self, applicant: str) -> str:
        return next((row.name for row in self._listing.rows if row.id == applicant), "")

    def _on_changed(self, change: "ChangeSet", initiator: object) -> None:
        if not change.touches(*TABLES):
            return
        self._stale = True
        if self._in_front:
            self._read()
            if self._dossier is not None:
                self._on_row_selected(self._dossier.id)
