"""Opening, searching, saving and loading: the desk without a window."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from sqlalchemy import insert

from jetdesk.desk import tables as t
from jetdesk.desk.database import Database
from jetdesk.desk.desk import Desk
from jetdesk.desk.founding import create_desk
from jetdesk.desk.records import applicant_fields
from jetdesk.domain.applicant import Applicant
from jetdesk.services import applicants as service
from jetdesk.services import interviews
from jetdesk.services.sample import generate_applicants
from tests.benchmarks import offices
from tests.benchmarks.measure import Line, paired, seconds, typical

TYPED = ("s", "sa", "kim", "a", "ka", "リ", "アン", "26-", "o'")
CRITERIA = ("adaptability", "culture", "motivation")


def lines(folder: Path) -> Iterator[Line]:
    everyone = generate_applicants(5000, 1)
    five, fifty = offices.build(folder / "5000", everyone), offices.build(folder / "50", everyone[:50])
    yield _opening(five, fifty)
    with offices.opened(five) as desk:
        yield _searching(desk, "5,000", 16)
        yield _rating(desk, offices.ident(everyone[0]), folder)
    with offices.opened(offices.build(folder / "50000", generate_applicants(50_000, 2))) as desk:
        yield _searching(desk, "50,000", 50)
    yield _loading(folder, everyone)


def _opening(five: Path, fifty: Path) -> Line:
    def unlock(folder: Path) -> None:
        with offices.opened(folder) as desk:
            service.list_applicants(desk)

    ours, yardstick = paired(lambda: unlock(five), lambda: unlock(fifty), 5)
    return Line("unlock until the list is read, 5,000 applicants", ours * 1e3, "ms", 1.5, yardstick * 1e3, "with 50")


def _searching(desk: Desk, many: str, at_most: float) -> Line:
    """The slowest of what a person types on the way to a name."""
    service.find(desk, "warm")
    slowest = max(TYPED, key=lambda typed: typical(lambda: service.find(desk, typed), 3))
    took = typical(lambda: service.find(desk, slowest))
    return Line(f"search keystroke, {many} applicants, slowest “{slowest}”", took * 1e3, "ms", at_most)


def _rating(desk: Desk, applicant: str, folder: Path) -> Line:
    levels = count()
    bare = Database(folder / "bare.db", os.urandom(32))
    with bare.write() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, level INTEGER)")
    driver = bare._connect()

    def rate() -> None:
        n = next(levels)
        interviews.rate(desk, applicant, "okonjo", CRITERIA[n % 3], n % 5 + 1)

    def commit() -> None:
        driver.execute("INSERT INTO bare (level) VALUES (1)")

    for _ in range(20):
        rate(), commit()
    ours, yardstick = paired(rate, commit, 200)
    driver.close()
    return Line("autosave of a rating, signed and durable", ours * 1e3, "ms", 2.5, yardstick * 1e3, "one bare commit")


def _loading(folder: Path, everyone: tuple[Applicant, ...]) -> Line:
    def ours(number: int) -> float:
        desk, _ = create_desk(folder / f"load{number}", "nadia", "four words with spaces")
        with desk:
            return seconds(lambda: offices.load(desk, everyone))

    def yardstick(number: int) -> float:
        database = Database(folder / f"core{number}.db", os.urandom(32))
        with database.write() as connection:
            t.metadata.create_all(connection)
        blank = dict.fromkeys(t.applicant.c.keys())
        rows = [{**blank, **applicant_fields(a), "id": offices.ident(a), "heads": "{}"} for a in everyone]

        def fill() -> None:
            with database.write() as connection:
                connection.execute(insert(t.applicant), rows)

        return seconds(fill)

    pairs = sorted((ours(n), yardstick(n)) for n in range(5))
    took, core = sorted(p[0] for p in pairs)[2], sorted(p[1] for p in pairs)[2]
    return Line("load 5,000 applicants", took, "s", 5, core, "the same rows by SQLAlchemy Core")
