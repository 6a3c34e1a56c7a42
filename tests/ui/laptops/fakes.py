"""A mailbox without a medium: what the services of exchange would answer, set by the test."""

from dataclasses import dataclass, field
from threading import Event

from jetdesk.desk.projection import ChangeSet
from jetdesk.errors import EnvironmentFailed, UserError
from jetdesk.i18n import msg
from jetdesk.services import exchange
from jetdesk.services.exchange import Delivery, Exchanged

FUNCTIONS = ("sync", "mailbox_url", "set_mailbox", "reachable", "delivery")


def delivery(url="stick", last=None, waiting=0, changes=0, alarms=0) -> Delivery:
    return Delivery(url, last, waiting, changes, alarms)


def exchanged(**given) -> Exchanged:
    values = {"sent": 0, "received": 0, "applied": 0, "parked": 0, "refused": (), "waiting_for": (),
              "chunks_sent": 0, "chunks_received": 0, "alarms": (), "revealed": 0, "change": ChangeSet()}  # fmt: skip
    return Exchanged(**{**values, **given})


def gone() -> EnvironmentFailed:
    return EnvironmentFailed(msg("The mailbox is not there: {place}.", place="stick"))


@dataclass
class FakeMailbox:
    """`install` puts it in the place of the service; `calls` tells what it was asked to do."""

    url: str = ""
    here: bool = False
    fails: UserError | None = None
    result: Exchanged = field(default_factory=exchanged)
    now: Delivery = field(default_factory=delivery)
    calls: list[str] = field(default_factory=list)
    reports: tuple[float, ...] = ()
    running: Event = field(default_factory=Event)
    hold: Event | None = None
    vanishes: bool = False
    partly: ChangeSet = field(default_factory=ChangeSet)

    def install(self, monkeypatch) -> "FakeMailbox":
        for name in FUNCTIONS:
            monkeypatch.setattr(exchange, name, getattr(self, name))
        return self

    @property
    def syncs(self) -> int:
        return self.calls.count("sync")

    def mailbox_url(self, desk) -> str:
        return self.url

    def reachable(self, url) -> bool:
        return self.here

    def delivery(self, desk) -> Delivery:
        return self.now

    def set_mailbox(self, desk, url, prepare=False) -> None:
        self.calls.append(f"set {url}{' prepared' if prepare else ''}")
        if self.fails is not None and not prepare:
            raise self.fails
        self.url, self.here, self.fails = url, True, None

    def sync(self, desk, url=None, *, prepare=False, progress=None, cut_short=None) -> Exchanged:
        self.calls.append("sync")
        self.running.set()
        self.here = self.here and not self.vanishes
        try:
            for fraction in self.reports:
                progress(fraction, "Reading")
            if self.hold is not None:
                self._wait(progress)
            if self.fails is not None:
                raise self.fails
        except Exception:
            cut_short(self.partly)
            raise
        return self.result

    def _wait(self, progress) -> None:
        """Until the test lets go, or the job is cancelled."""
        while not self.hold.wait(0.005):
            progress(0.4, "Reading")
