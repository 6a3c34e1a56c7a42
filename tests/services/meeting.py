"""Four desks of the small office in one process, whose entries are carried over by hand: no mailbox, no envelopes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from jetdesk.desk import exchange
from jetdesk.desk import tables as t
from jetdesk.desk.desk import OFFICE, Desk, sheet_of
from jetdesk.desk.entry import Entry, Place, Value, Write, read_entry, sign_entry
from jetdesk.desk.queries import interviews as queries
from jetdesk.desk.queries.reveal import list_reveals
from jetdesk.domain.ids import derived_id
from jetdesk.domain.sheet import Overall, ScoreSheet
from jetdesk.services import interviews
from tests.small_office import PANELISTS, ids_by_number

COORDINATOR = "nadia-brzezicka"
ALT = ("adaptability", "professionalism", "motivation", "culture", "communication", "teaching")


@dataclass
class Meeting:
    """The coordinator's desk and the panelists' by person id, open."""

    desks: dict[str, Desk]
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = ids_by_number(self.coordinator)

    @property
    def coordinator(self) -> Desk:
        return self.desks[COORDINATOR]

    @property
    def priya(self) -> str:
        return self.ids["WH-001"]

    def introduce(self) -> None:
        """Write who has which desk, and give everybody what they may read."""
        with self.coordinator.change("laptop.certified") as change:
            for person, desk in self.desks.items():
                role = "coordinator" if person == COORDINATOR else "panelist"
                key = bytes(desk.identity.signing.verify_key).hex()
                change.write("member", desk.identity.desk, OFFICE, person=person, role=role, verify_key=key)
        self.carry(COORDINATOR, *PANELISTS)

    def meet(self) -> None:
        """Everybody gets everything that they may read."""
        self.send(*PANELISTS)
        self.carry(COORDINATOR, *PANELISTS)

    def send(self, *panelists: str) -> None:
        """The coordinator gets what these panelists wrote."""
        for person in panelists:
            self.carry(person, COORDINATOR)

    def carry(self, giver: str, *takers: str) -> None:
        with self.desks[giver].read() as connection:
            rows = connection.execute(select(t.journal).order_by(t.journal.c.number)).all()
            revealed = frozenset(list_reveals(connection))
            on_case = {(a.applicant_id, a.panelist_id) for a in queries.list_assignments(connection) if not a.recused}
        entries = [read_entry(row.body, row.signature) for row in rows]
        for taker in takers:
            desk = self.desks[taker]
            mine = [e for e in entries if e.desk != desk.identity.desk and _reads(e, taker, revealed, on_case)]
            self.accept(desk, mine)

    @staticmethod
    def accept(desk: Desk, entries: Iterable[Entry]) -> None:
        with desk.exchanging() as connection:
            taken = exchange.accept(connection, list(entries), desk.now_ms)
        if desk.person == COORDINATOR:
            _acknowledge(desk, taken.new)

    def submit(self, person: str, applicant: str, level: int = 4) -> ScoreSheet:
        """Fill in and submit a sheet on the panelist's own desk."""
        desk = self.desks[person]
        fill(desk, applicant, person, level)
        return interviews.submit(desk, applicant, person)

    def all_submit(self, applicant: str) -> None:
        for person in PANELISTS:
            self.submit(person, applicant)
        self.meet()


def fill(desk: Desk, applicant: str, panelist: str, level: int = 4) -> None:
    for criterion in ALT:
        interviews.rate(desk, applicant, panelist, criterion, level)
    interviews.choose_overall(desk, applicant, panelist, Overall.RECOMMEND)


def stranger(desk: Desk, writes: dict[tuple[str, str], dict[str, Value]], audience: str, seq: int = 9001) -> Entry:
    """An entry in this desk's name that knows of nothing: what a copy of its disk wrote."""
    identity = desk.identity
    place = Place(identity.desk, identity.epoch, seq, (desk.now_ms + seq) << 16, identity.person, "0" * 64)
    made = tuple(Write(table, row, fields, {}) for (table, row), fields in writes.items())
    return sign_entry(identity.signing, place, "sheet.submitted", audience, made)


def _reads(entry: Entry, person: str, revealed: frozenset[str], on_case: set[tuple[str, str]]) -> bool:
    kind, _, who = entry.audience.partition(":")
    if kind == "office" or (person == COORDINATOR and kind != "self"):
        return True
    if kind == "case":
        return (who, person) in on_case
    shown = [str(w.fields.get("applicant")) for w in entry.writes if w.table == "sheet"]
    return (kind == "sheet" and who == person) or any(a in revealed and (a, person) in on_case for a in shown)


def _acknowledge(desk: Desk, new: Iterable[Entry]) -> None:
    for entry in new:
        sheets = [w.row for w in entry.writes if w.table == "sheet"]
        if sheets:
            with desk.change("custody.received") as change:
                row = derived_id("receipt", desk.identity.desk, entry.id)
                change.write("receipt", row, sheet_of(entry.author), by=desk.identity.desk, of=entry.desk,
                             epoch=entry.epoch, seq=entry.seq, hash=entry.hash, at=desk.now_ms,
                             sheets=json.dumps(sheets))  # fmt: skip
