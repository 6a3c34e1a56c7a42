"""Saving as one goes: every act is written at once, in order, and kept until the desk has it."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol

from jetdesk.desk.desk import Desk
from jetdesk.errors import EnvironmentFailed, Refused, UserError
from jetdesk.i18n import msg
from jetdesk.services import interviews
from jetdesk.services.interviews import Saved
from jetdesk.ui.screens.interview.drafting import Act, Part
from jetdesk.ui.tasks import Lanes

_log = logging.getLogger("jetdesk.ui")


class Listener(Protocol):
    """Who is told how saving goes."""

    def saving_started(self) -> None: ...

    def act_saved(self, act: Act, saved: Saved, *, all_saved: bool) -> None: ...

    def saving_failed(self, error: UserError) -> None: ...

    def act_refused(self, error: UserError) -> None: ...


class Saving:
    """Acts on their way to the desk. What failed stays here, and is written again by `retry`."""

    def __init__(self, desk: Desk, lanes: Lanes, owner: object, listener: Listener) -> None:
        self._desk, self._lanes, self._owner, self._listener = desk, lanes, owner, listener
        self._kept: dict[tuple[str, ...], Act] = {}
        self._failed: dict[tuple[str, ...], UserError] = {}
        self._under_way = 0
        self._waiting: Callable[[], object] | None = None

    def put(self, act: Act) -> None:
        """Write this now; an earlier act on the same place that failed is not written any more."""
        self._kept.pop(act.place, None)
        self._failed.pop(act.place, None)
        self._kept[act.place] = act
        self._under_way += 1
        self._listener.saving_started()
        done, failed = partial(self._on_saved, act), partial(self._on_failed, act)
        self._lanes.write(partial(write, self._desk, act), done, failed, owner=self._owner)

    def retry(self) -> None:
        """Write again what failed."""
        for act in [self._kept[place] for place in self._failed]:
            self.put(act)

    def unsaved(self, applicant: str, panelist: str) -> tuple[Act, ...]:
        """What the desk does not have yet of this sheet, oldest first."""
        return tuple(a for a in self._kept.values() if (a.applicant, a.panelist) == (applicant, panelist))

    def drop(self, applicant: str) -> None:
        """The case is not on this desk any more: nothing is written to it again."""
        for place in [place for place, act in self._kept.items() if act.applicant == applicant]:
            del self._kept[place]
            self._failed.pop(place, None)

    @property
    def has_failed(self) -> bool:
        return bool(self._failed)

    def when_saved(self, then: Callable[[], object]) -> None:
        """Do this once everything is on the desk; never, if something of it fails."""
        self._waiting = then
        self._go_on()

    def _on_saved(self, act: Act, saved: Saved) -> None:
        self._under_way -= 1
        if self._kept.get(act.place) is act:
            del self._kept[act.place]
            self._failed.pop(act.place, None)
        self._listener.act_saved(act, saved, all_saved=not self._kept)
        if self._failed and not self._under_way:
            self._listener.saving_failed(next(iter(self._failed.values())))
        self._go_on()

    def _on_failed(self, act: Act, error: UserError) -> None:
        self._under_way -= 1
        if self._kept.get(act.place) is not act:
            return
        self._waiting = None
        if isinstance(error, Refused) and act.part is not Part.NOTE:
            # Writing it again would not help, and a choice, unlike a text, is easily made again.
            del self._kept[act.place]
            self._listener.act_refused(error)
        else:
            self._failed[act.place] = error
            self._listener.saving_failed(error)

    def _go_on(self) -> None:
        if self._waiting and not self._kept:
            then, self._waiting = self._waiting, None
            then()


def write(desk: Desk, act: Act) -> Saved:
    """On the write lane. Whatever goes wrong becomes an error that is shown beside the text, so that it is kept."""
    try:
        return _write(desk, act)
    except UserError:
        raise
    except Exception as fault:
        _log.error("saving a sheet", exc_info=fault)
        raise EnvironmentFailed(
            msg("The score sheet could not be saved."),
            safe=msg("What you entered is still on the screen."),
            todo=msg("Leave the sheet open and try again."),
        ) from fault


def _write(desk: Desk, act: Act) -> Saved:
    match act.part:
        case Part.LEVEL:
            return interviews.rate(desk, act.applicant, act.panelist, act.criterion, act.level)
        case Part.CANNOT_ASSESS:
            return interviews.cannot_assess(desk, act.applicant, act.panelist, act.criterion, act.on)
        case Part.NOTE:
            return interviews.note(desk, act.applicant, act.panelist, act.criterion, act.note)
        case Part.OVERALL:
            return interviews.choose_overall(desk, act.applicant, act.panelist, act.overall)
