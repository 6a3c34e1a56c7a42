"""Between the screen and the services: people, packs, retirements, the mailbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.office import Affiliation, Person, Role
from jetdesk.errors import Refused, UserError
from jetdesk.i18n import chosen_language, tr
from jetdesk.services import desks, exchange, laptops, people, reporting
from jetdesk.services.laptops import Packed
from jetdesk.ui import places
from jetdesk.ui.context import Context, Presenter
from jetdesk.ui.courier import Post
from jetdesk.ui.mailbox_control import MAILBOX
from jetdesk.ui.screens.laptops.values import Line, Mailbox, lines
from jetdesk.ui.tasks import Job, Progress

if TYPE_CHECKING:
    from jetdesk.ui.printing import PrintJob
    from jetdesk.ui.screens.laptops.view import LaptopsView

SHOWN = ("person", "member", "receipt", "sheet", "seal")


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the screen shows, read at once."""

    lines: tuple[Line, ...]
    mailbox: Mailbox


class LaptopsPresenter(Presenter):
    def __init__(self, view: "LaptopsView", context: Context) -> None:
        self._view, self._context = view, context
        self._lines: dict[str, Line] = {}
        self._chosen: Line | None = None
        self._wanted = ""
        self._here = False
        self._renewing = False
        self._job: Job | None = None
        self._packed: Packed | None = None
        view.line_selected.connect(self._on_selected)
        view.person_given.connect(self._on_person_given)
        view.pack_asked.connect(self._on_pack_asked)
        view.renew_asked.connect(self._on_renew_asked)
        view.retire_asked.connect(self._on_retire_asked)
        view.reason_given.connect(self._on_reason_given)
        view.pack_cancelled.connect(self._on_pack_cancelled)
        view.card_asked.connect(self._on_card_asked)
        view.pack_closed.connect(self._on_pack_closed)
        view.mailbox.use_asked.connect(self._on_use_asked)
        view.mailbox.sync_asked.connect(self._on_sync_asked)
        context.bus.changed.connect(self._on_changed)
        context.bus.posted.connect(self._on_posted)

    def shown(self) -> None:
        self._read()

    def open(self, subject: str) -> None:
        """A person's id, or the mailbox."""
        if subject == MAILBOX:
            self._view.focus_mailbox()
        else:
            self._wanted = subject
            self._read()

    def _on_changed(self, change: ChangeSet, initiator: object) -> None:
        if change.touches(*SHOWN):
            self._read()

    def _on_posted(self, post: Post) -> None:
        """The mailbox came or went while the screen is open."""
        if post.url and post.here is not self._here:
            self._read()

    def _read(self) -> None:
        zone = self._context.who.office.time_zone
        self._context.tasks.read(
            partial(_read, self._context.desk, zone), self._on_read, owner=self._view, key="laptops"
        )

    def _on_read(self, found: Found) -> None:
        self._lines = {line.id: line for line in found.lines}
        chosen = self._wanted or (self._chosen.person.id if self._chosen else "")
        self._view.show_lines(found.lines)
        line = next((line for line in found.lines if line.person.id == chosen), None)
        if line is not None:
            self._wanted = ""
            self._view.select(line.id)
            self._on_selected(line.id)
        self._here = found.mailbox.here
        self._view.mailbox.show_mailbox(found.mailbox)

    def _on_selected(self, line_id: str | None) -> None:
        self._chosen = self._lines.get(line_id or "")
        self._view.show_line(self._chosen)

    def _on_person_given(self, name: str, role: Role, affiliation: Affiliation) -> None:
        add = partial(_add, self._context.desk, name, role, affiliation)
        self._context.tasks.write(add, self._on_added, self._on_not_added, self._view)

    def _on_added(self, done: tuple[Person, datetime]) -> None:
        person, at = done
        self._view.close_person()
        self._wanted = person.id
        self._context.notify.saved(at)
        self._context.bus.changed.emit(ChangeSet({"person": frozenset({person.id})}), self)

    def _on_not_added(self, error: UserError) -> None:
        self._view.show_person_problem(" ".join(error.parts()))

    def _on_pack_asked(self) -> None:
        if self._chosen is not None:
            self._pack(self._chosen.person)

    def _on_renew_asked(self) -> None:
        """A new pack; a laptop that still counts is retired first."""
        if self._chosen is None:
            return
        self._renewing = self._chosen.in_use
        if self._renewing:
            self._view.ask_reason(self._chosen.person.name, True)
        else:
            self._pack(self._chosen.person)

    def _on_retire_asked(self) -> None:
        if self._chosen is not None:
            self._renewing = False
            self._view.ask_reason(self._chosen.person.name, False)

    def _on_reason_given(self, reason: str) -> None:
        if self._chosen is None or self._chosen.laptop is None:
            return
        retire = partial(_retire, self._context.desk, self._chosen.laptop.desk, reason)
        done = partial(self._on_retired, self._chosen.person)
        self._context.tasks.write(retire, done, self._on_not_retired, self._view)

    def _on_retired(self, person: Person, done: tuple[ChangeSet, datetime]) -> None:
        change, at = done
        self._view.close_reason()
        self._context.notify.saved(at)
        self._context.bus.changed.emit(change, self)
        if self._renewing:
            self._pack(person)

    def _on_not_retired(self, error: UserError) -> None:
        self._view.show_reason_problem(" ".join(error.parts()))

    def _pack(self, person: Person) -> None:
        out = self._view.ask_file(f"{person.id}{laptops.PACK_SUFFIX}")
        if not out:
            return
        self._view.show_packing(person.name)
        show = self._view.show_pack_progress
        make = partial(self._make, person.id, Path(out))
        self._job = self._context.tasks.job(make, self._on_packed, self._on_not_packed, self._view, show)

    def _make(self, person: str, out: Path, progress: Progress) -> Packed:
        return laptops.pack(self._context.desk, person, out, progress.report)

    def _on_packed(self, packed: Packed) -> None:
        self._packed = packed
        self._view.show_code(packed.code, str(packed.file))
        self._context.bus.changed.emit(ChangeSet({"member": frozenset({packed.laptop})}), self)

    def _on_not_packed(self, error: UserError) -> None:
        self._view.show_pack_problem(" ".join(error.parts()))

    def _on_pack_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_card_asked(self) -> None:
        printer = self._view.choose_printer(self._context.who.office.paper) if self._packed else None
        if self._packed and printer:
            work = partial(_print_card, self._context.desk, self._packed, printer)
            self._context.tasks.job(work, owner=self._view)

    def _on_pack_closed(self) -> None:
        """The code is known here only as long as it is shown."""
        self._packed = None

    def _on_use_asked(self, place: str, prepare: bool) -> None:
        if not place:
            self._view.mailbox.show_problem(tr("Choose a folder, or type where the mailbox is."), False)
            return
        self._view.mailbox.show_working(True)
        use: Callable[[Progress], None] = partial(self._use, place, prepare)
        self._context.tasks.job(use, self._on_used, partial(self._on_not_used, prepare), self._view)

    def _use(self, place: str, prepare: bool, progress: Progress) -> None:
        exchange.set_mailbox(self._context.desk, place, prepare)

    def _on_used(self, _: object) -> None:
        self._view.mailbox.show_working(False)
        self._view.mailbox.show_used()
        self._read()
        self._on_sync_asked()

    def _on_not_used(self, prepared: bool, error: UserError) -> None:
        """A folder that is no mailbox yet can be made one; another office's never."""
        self._view.mailbox.show_working(False)
        self._view.mailbox.show_problem(" ".join(error.parts()), isinstance(error, Refused) and not prepared)

    def _on_sync_asked(self) -> None:
        self._context.bus.wanted.emit(places.SYNC, "")


def _read(desk: Desk, zone: str) -> Found:
    url = exchange.mailbox_url(desk)
    here = bool(url) and exchange.reachable(url)
    return Found(
        lines(people.list_people(desk), laptops.list_laptops(desk), zone), Mailbox(without_password(url), here)
    )


def without_password(url: str) -> str:
    """An address as it may be shown."""
    parts = urlsplit(url) if "://" in url else None
    if parts is None or not parts.password:
        return url
    return url.replace(f":{parts.password}@", "@", 1)


def _add(desk: Desk, name: str, role: Role, affiliation: Affiliation) -> tuple[Person, datetime]:
    """With the time of saving, for the status bar."""
    return laptops.add_person(desk, name, role, affiliation), desks.now(desk)


def _print_card(desk: Desk, packed: Packed, printer: "PrintJob", progress: Progress) -> None:
    language: Literal["en", "ja"] = "ja" if chosen_language() == "ja" else "en"
    printer.run(reporting.pack_card(desk, packed, language).pdf, progress.report)


def _retire(desk: Desk, laptop: str, reason: str) -> tuple[ChangeSet, datetime]:
    return laptops.retire(desk, laptop, reason), desks.now(desk)
