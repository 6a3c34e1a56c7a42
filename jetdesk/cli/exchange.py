"""Commands that bring desks together: pack, join, sync, laptops, wipe."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, ask_code, common, first_line
from jetdesk.desk.desk import Desk
from jetdesk.domain.custody import LAPTOP_STATE_NAMES, Alarm, Laptop
from jetdesk.domain.office import Person
from jetdesk.errors import Refused
from jetdesk.i18n import msg, tr, tr_n
from jetdesk.services import exchange, people
from jetdesk.services import laptops as service
from jetdesk.services.exchange import Exchanged

INTEGRITY = 3
PATH = click.Path(path_type=Path)


@click.command()
@click.argument("person")
@click.option("--out", required=True, type=PATH, help="The laptop pack to write.")
@common
@click.pass_obj
def pack(session: Session, person: str, out: Path) -> None:
    """Make a laptop pack for PERSON (id or full name) and print its one-time code."""
    with session.opened() as desk:
        made = service.pack(desk, find_person(desk, person).id, out, _told(session))
    session.out.result(
        {"person": made.person.id, "file": str(made.file), "code": made.code, "laptop": made.laptop,
         "name": made.person.name},
        [
            tr("{file} is the laptop pack of {name}.", file=made.file, name=made.person.name),
            tr("One-time code: {code}", code=made.code),
            tr("Take the file to that laptop on a stick. Give the code by another way: by telephone, or on paper."),
            tr("There: jetdesk join FILE FOLDER. The pack is used up once the laptop has joined."),
        ],
    )  # fmt: skip


@click.command()
@click.argument("file", type=PATH)
@click.argument("path", type=PATH)
@click.option("--recovery-code-file", type=PATH, help="A file with the recovery code of an earlier laptop, now lost.")
@common
@click.pass_obj
def join(session: Session, file: Path, path: Path, recovery_code_file: Path | None) -> None:
    """Set up the desk of a laptop pack in PATH. The one-time code is asked, or JETDESK_CODE."""
    code = ask_code(tr("One-time code: "))
    contents = service.look(file, code)
    lost = first_line(recovery_code_file) if recovery_code_file else ""
    wanted = session.passphrase(tr("New passphrase: "))
    founded = service.join(file, code, path, wanted, recovery_code=lost, progress=_told(session))
    founded.desk.close()
    session.out.result(
        {"desk": str(path), "recovery_code": founded.recovery_code, "office": contents.office, "cycle": contents.year,
         "name": contents.person, "role": contents.role},
        [
            tr("The desk of {name} is in {path}.", name=contents.person, path=path),
            tr("Recovery code, to be printed and locked away: {code}", code=founded.recovery_code),
            tr("Next: jetdesk sync, with the stick in."),
        ],
    )  # fmt: skip


@click.command()
@click.option("--mailbox", "url", help="A folder, file:///…, or postgresql://…; otherwise the desk's own.")
@click.option("--prepare", is_flag=True, help="Make the mailbox if the place is still empty.")
@common
@click.pass_obj
def sync(session: Session, url: str | None, prepare: bool) -> int:
    """Send and receive through the mailbox. Exit code 3 if anything was refused; it is set aside, never counted."""
    with session.opened() as desk:
        done = exchange.sync(desk, url, prepare=prepare, progress=_told(session))
    session.out.result(_exchanged(done), _exchanged_lines(done))
    return INTEGRITY if done.refused else 0


@click.command()
@click.option("--retire", "laptop", help="Stop trusting this laptop (its first letters will do); needs --reason.")
@click.option("--reason", default="", help="Why; it stays on record.")
@common
@click.pass_obj
def laptops(session: Session, laptop: str | None, reason: str) -> None:
    """Every laptop of the office: whose, when last seen, what it waits for."""
    with session.opened() as desk:
        if laptop:
            service.retire(desk, _laptop(service.list_laptops(desk), laptop).desk, reason)
        found = service.list_laptops(desk)
    session.out.result({"laptops": [laptop_data(each) for each in found]}, laptop_lines(found))


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask for the folder's name.")
@common
@click.pass_obj
def wipe(session: Session, yes: bool) -> None:
    """Remove this desk from the laptop. Refused until a receipt says that all its sheets have arrived."""
    folder = session.folder()
    with session.opened() as desk:
        possible = service.can_wipe(desk)
        if possible.allowed:
            session.out.say(possible.why.text())
            if not yes:
                _confirm(folder)
        service.wipe(folder, desk)
    session.out.result({"wiped": str(folder)}, [tr("The desk in {path} is removed from this laptop.", path=folder)])


def find_person(desk: Desk, typed: str) -> Person:
    """The person of that id or full name."""
    wanted = typed.strip().casefold()
    found = [each for each in people.list_people(desk) if wanted in (each.id.casefold(), each.name.casefold())]
    if len(found) == 1:
        return found[0]
    raise Refused(
        msg("There is no person {name} in this office.", name=typed)
        if not found
        else msg("Several people are called {name}; give the id.", name=typed),
        safe=msg("Nothing was changed."),
        todo=msg("Known: {people}.", people=", ".join(f"{p.id} ({p.name})" for p in people.list_people(desk))),
    )


def laptop_data(laptop: Laptop) -> dict[str, object]:
    return {
        "laptop": laptop.desk, "person": laptop.person.id, "name": laptop.person.name, "state": laptop.state,
        "own": laptop.own, "seen": laptop.seen.isoformat() if laptop.seen else None, "waiting": laptop.waiting,
        "sheets_waiting": laptop.sheets_waiting, "reason": laptop.reason,
    }  # fmt: skip


def laptop_lines(found: Sequence[Laptop]) -> list[str]:
    header = (tr("Laptop"), tr("Person"), tr("State"), tr("Last seen"), tr("Waiting for it"), tr("Sheets sealed there"))
    rows = [
        (each.desk[:8], each.person.name, LAPTOP_STATE_NAMES[each.state].text(),
         f"{each.seen:%Y-%m-%d %H:%M}" if each.seen else "–", each.waiting, each.sheets_waiting)
        for each in found
    ]  # fmt: skip
    return table(header, rows)


def alarm_data(alarm: Alarm) -> dict[str, object]:
    return {
        "id": alarm.id, "kind": alarm.kind, "laptop": alarm.desk, "person": alarm.person, "what": alarm.what.text(),
        "todo": alarm.todo.text(), "at": alarm.at.isoformat(), "settled": alarm.settled,
    }  # fmt: skip


def alarm_lines(alarms: Sequence[Alarm]) -> list[str]:
    """What a person has to look at, with what settles it."""
    lines = []
    for alarm in alarms:
        if not alarm.settled:
            lines += [
                tr("Alarm {id}: {what}", id=alarm.id, what=alarm.what.text()),
                tr("    To do: {todo}", todo=alarm.todo.text()),
            ]
    return lines


def _told(session: Session) -> Callable[[float, str], None]:
    return lambda fraction, words: session.out.progress(words)(fraction)


def _laptop(known: Sequence[Laptop], typed: str) -> Laptop:
    """The laptop whose id begins like that; one letter too few is refused, not guessed."""
    found = [each for each in known if len(typed) >= 4 and each.desk.startswith(typed.strip().casefold())]
    if len(found) != 1:
        raise Refused(
            msg("No laptop, or more than one, begins with {text}.", text=typed),
            safe=msg("Nothing was changed."),
            todo=msg("Look it up with “jetdesk laptops”, and give at least four letters."),
        )
    return found[0]


def _confirm(folder: Path) -> None:
    prompt = tr("Type “{name}” to remove the desk", name=folder.name)
    typed = click.prompt(prompt, default="", show_default=False, err=True)
    if typed != folder.name:
        raise Refused(msg("That is not the folder's name."), safe=msg("Nothing was removed."))


def _exchanged(done: Exchanged) -> dict[str, object]:
    return {
        "sent": done.sent,
        "received": done.received,
        "applied": done.applied,
        "parked": done.parked,
        "refused": [{"envelope": each.envelope, "why": each.why.text()} for each in done.refused],
        "waiting_for": list(done.waiting_for),
        "documents": {"sent": done.chunks_sent, "received": done.chunks_received},
        "revealed": done.revealed,
        "alarms": [alarm_data(alarm) for alarm in done.alarms],
    }


def _exchanged_lines(done: Exchanged) -> list[str]:
    lines = [
        tr_n("{n} envelope sent.", "{n} envelopes sent.", done.sent),
        tr_n("{n} envelope received, {applied} applied.", "{n} envelopes received, {applied} applied.", done.received,
             applied=done.applied),
    ]  # fmt: skip
    if done.chunks_sent or done.chunks_received:
        sent, received = done.chunks_sent, done.chunks_received
        lines.append(tr("Parts of documents: {sent} sent, {received} received.", sent=sent, received=received))
    if done.parked:
        waiting = tr_n("{n} envelope waits for an earlier one.", "{n} envelopes wait for earlier ones.", done.parked)
        lines.append(waiting)
    if done.waiting_for:
        lines.append(tr("Waiting for: {people}", people=", ".join(done.waiting_for)))
    if done.revealed:
        lines.append(tr_n("{n} applicant revealed.", "{n} applicants revealed.", done.revealed))
    lines += [tr("Refused: {envelope}: {why}", envelope=each.envelope, why=each.why.text()) for each in done.refused]
    return [*lines, *alarm_lines(done.alarms)]
