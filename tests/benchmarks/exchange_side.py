"""Syncing: a coordinator's first reading of everybody's sheets, and one more sheet after it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from nacl.public import PrivateKey
from nacl.signing import SigningKey
from sqlalchemy import insert

from jetdesk.desk import tables as t
from jetdesk.desk.database import Database
from jetdesk.desk.desk import OFFICE, Desk, case, sheet_of
from jetdesk.desk.entry import FIRST, Entry, Place, Value, Write, sign_entry
from jetdesk.desk.records import panel_fields, person_fields, sheet_fields
from jetdesk.domain.applicant import Applicant, Position
from jetdesk.domain.ids import revision_id
from jetdesk.domain.office import Panel, Person, Role
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import Overall, Rating, ScoreSheet
from jetdesk.services import desks, exchange, interviews, timetable
from jetdesk.services.sample import generate_applicants
from jetdesk.sync import envelope, laptops
from jetdesk.sync.envelope import Content, Header, Through
from jetdesk.sync.opening import open_mailbox
from tests.benchmarks import offices
from tests.benchmarks.measure import Line, seconds

PANELS, DAYS = 20, 5


@dataclass
class Laptop:
    """A panelist's laptop, as a mailbox sees it: keys and two chains."""

    desk: str
    person: str
    signing: SigningKey
    sealing: PrivateKey
    entries: int = 0
    head: str = FIRST
    envelopes: int = 0
    before: str = envelope.FIRST
    rows: list[tuple[str, dict[str, Value]]] = field(default_factory=list)


def lines(folder: Path) -> Iterator[Line]:
    many = _Office(folder / "many", 5000)
    first, core = seconds(many.sync), many.core(folder / "core.db")
    yield Line("a coordinator's first sync of 15,000 sheets of 60 laptops", first, "s", 5, core,
               "the same rows by SQLAlchemy Core")  # fmt: skip
    few = _Office(folder / "few", 17)
    few.sync()
    after_many, after_few = _one_more(many), _one_more(few)
    yield Line("one more sheet after it", after_many * 1e3, "ms", 2, after_few * 1e3, "after 51 sheets")
    many.desk.close()
    few.desk.close()


def _one_more(office: "_Office", rounds: int = 7) -> float:
    """Median seconds of a sync that finds one new sheet."""
    took = []
    for _ in range(rounds):
        office.revise()
        took.append(seconds(office.sync))
    return sorted(took)[rounds // 2]


class _Office:
    """A coordinator's desk, three members a panel, and a mailbox with a sheet of each for each of their applicants."""

    def __init__(self, folder: Path, applicants: int) -> None:
        self._everyone = generate_applicants(applicants, 1)
        self.desk: Desk = offices.opened(offices.build(folder, self._everyone))
        self._rubrics: dict[Position, Rubric] = {}
        self._now = desks.now(self.desk)
        self._box = folder.with_name(folder.name + "-mailbox")
        self._box.mkdir()
        self.sync()
        self._laptops = [self._invite(n) for n in range(3 * PANELS)]
        self._by_panel = [self._everyone[n::PANELS] for n in range(PANELS)]
        with self.desk.change("slot.set") as change:
            for panel, theirs in enumerate(self._by_panel):
                for applicant in theirs:
                    for laptop in self._laptops[3 * panel : 3 * panel + 3]:
                        timetable.expect(change, offices.ident(applicant), laptop.person)
        self.sync()
        for number, laptop in enumerate(self._laptops):
            theirs = self._by_panel[number // 3]
            for day in range(DAYS):
                self._send(laptop, theirs[day::DAYS])
        self._revision = 1

    def sync(self) -> None:
        exchange.sync(self.desk, str(self._box))

    def revise(self) -> None:
        self._revision += 1
        self._send(self._laptops[0], self._by_panel[0][:1], self._revision)

    def core(self, path: Path) -> float:
        """Seconds that the same rows take without journal, signature or envelope."""
        database = Database(path, os.urandom(32))
        with database.write() as connection:
            t.metadata.create_all(connection)
        tables = {"sheet": t.sheet, "seal": t.seal}
        rows = {name: [{**dict.fromkeys(tables[name].c.keys()), **fields, "heads": "{}"}
                       for laptop in self._laptops for kind, fields in laptop.rows if kind == name]
                for name in tables}  # fmt: skip

        def fill() -> None:
            with database.write() as connection:
                for name, table in tables.items():
                    connection.execute(insert(table), rows[name])

        return seconds(fill)

    def _invite(self, number: int) -> Laptop:
        person = Person(f"p{number:02}", f"Panelist {number}", Role.PANELIST)
        panel = Panel(f"P{number // 3:02}", tuple(f"p{n:02}" for n in range(number // 3 * 3, number // 3 * 3 + 3)))
        with self.desk.change("office.set_up") as change:
            change.write("person", person.id, OFFICE, **person_fields(person))
            change.write("panel", panel.id, OFFICE, **panel_fields(panel))
        invitation, _ = laptops.invite_person(self.desk, person.id, person.role)
        laptop = Laptop(invitation.desk, person.id, SigningKey.generate(), PrivateKey.generate())
        keys = bytes(laptop.signing.verify_key).hex(), bytes(laptop.sealing.public_key).hex()
        laptops.certify_invited(self.desk, laptop.desk, *keys)
        return laptop

    def _send(self, laptop: Laptop, applicants: Sequence[Applicant], revision: int = 1) -> None:
        """One run of sealing on that laptop: sheets for the coordinator, seals for the panel."""
        sheets, seals = [], []
        for applicant in applicants:
            sheet, seal = self._submit(laptop, applicant, revision)
            sheets.append(sheet)
            seals.append(seal)
        panel = {each.desk for each in self._laptops if each.person[1:] and self._same_panel(each, laptop)}
        through = Through(1, laptop.entries, laptop.head)
        mailbox = open_mailbox(str(self._box), self.desk.identity.office)
        for entries, to in ((sheets, {laptop.desk}), (seals, panel)):
            laptop.envelopes += 1
            header = Header(self.desk.identity.office, laptop.desk, 1, laptop.envelopes, laptop.before)
            content = Content(tuple(entries), frozenset({*to, self.desk.identity.desk}), through)
            keys = [each.sealing.public_key for each in self._laptops if each.desk in to]
            raw = envelope.seal(laptop.signing, header, content, [*keys, self.desk.identity.sealing.public_key])
            sealed = envelope.read_envelope(raw)
            laptop.before = sealed.hash
            mailbox.write(sealed.label, raw)

    def _same_panel(self, one: Laptop, other: Laptop) -> bool:
        return self._laptops.index(one) // 3 == self._laptops.index(other) // 3

    def _submit(self, laptop: Laptop, applicant: Applicant, revision: int) -> tuple[Entry, Entry]:
        ident, rubric = offices.ident(applicant), self._rubric(applicant)
        ratings = tuple(Rating(c.id, 3, False, "A note as long as panelists write them, in a sentence or two. " * 2)
                        for c in rubric.criteria)  # fmt: skip
        sheet = ScoreSheet("", ident, laptop.person, revision, rubric.id, ratings, Overall.RECOMMEND, self._now)
        row = revision_id(ident, laptop.person, revision)
        nonce = os.urandom(32)
        fields = {**sheet_fields(sheet), "revision": revision, "entered_by": "", "nonce": nonce.hex()}
        made = self._sign(laptop, sheet_of(laptop.person), Write("sheet", row, fields, {}))
        commitment = sha256(nonce + made.body + made.signature).hexdigest()
        said: dict[str, Value] = {"commitment": commitment, "panelist": laptop.person, "applicant": ident,
                                  "revision": revision}  # fmt: skip
        laptop.rows += [("sheet", {**fields, "id": row}), ("seal", {**said, "id": row})]
        return made, self._sign(laptop, case(ident), Write("seal", row, said, {}))

    def _sign(self, laptop: Laptop, audience: str, write: Write) -> Entry:
        stamp = (self.desk.now_ms << 16) + laptop.entries
        place = Place(laptop.desk, 1, laptop.entries + 1, stamp, laptop.person, laptop.head)
        entry = sign_entry(laptop.signing, place, "sheet.submitted", audience, (write,))
        laptop.entries, laptop.head = entry.seq, entry.hash
        return entry

    def _rubric(self, applicant: Applicant) -> Rubric:
        if applicant.position not in self._rubrics:
            opened = interviews.open_sheet(self.desk, offices.ident(applicant), self.desk.person)
            self._rubrics[applicant.position] = opened.rubric
        return self._rubrics[applicant.position]
