"""Commands for the timetable and the interview day: timetable, check-in."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.office import Slot
from jetdesk.domain.timetable import ATTENDANCE_NAMES, Attendance, Plan, Window
from jetdesk.i18n import tr, tr_n
from jetdesk.services import applicants, attendance, planning
from jetdesk.services import timetable as service
from jetdesk.services.calendar import write_calendar

DAY, MOMENT = click.DateTime(["%Y-%m-%d"]), click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


@click.group(invoke_without_command=True)
@click.option("--plan", is_flag=True, help="Propose a timetable; nothing is written without --accept.")
@click.option("--accept", is_flag=True, help="Make the proposal the timetable.")
@click.option("--seconds", default=30.0, help="The longest time to search.")
@click.option("--day", type=DAY, help="Only this day.")
@common
@click.pass_context
def timetable(context: click.Context, plan: bool, accept: bool, seconds: float, day: datetime | None) -> int:
    """Show the timetable, or propose one."""
    if context.invoked_subcommand:
        return 0
    if accept and not plan:
        raise click.UsageError(tr("Give --plan with --accept."))
    session: Session = context.obj
    with session.opened() as desk:
        made = planning.propose(desk, seconds, session.out.progress(tr("Planning"))) if plan else None
        if made and accept and not made.impossible:
            planning.accept(desk, made)
        slots = made.slots if made else tuple(service.list_slots(desk).values())
        data, lines = _shown(desk, slots, day.date() if day else None)
    told = _plan_lines(made, accepted=accept) if made else []
    session.out.result({**data, **(_plan_data(made) if made else {})}, [*lines, *told])
    return 1 if made and made.impossible else 0


@timetable.command()
@click.argument("applicant", metavar="NO")
@click.option("--panel", required=True, help="The panel that is to interview.")
@click.option("--at", "moment", type=MOMENT, required=True, help="When, in the office's time: 2026-02-18T13:45.")
@click.option("--reason", default="", help="Why against a wish; it stays on record.")
@common
@click.pass_obj
def move(session: Session, applicant: str, panel: str, moment: datetime, reason: str) -> None:
    """Give one interview another panel or time."""
    with session.opened() as desk:
        planning.move(desk, applicants.applicant_id(desk, applicant), panel, _in_office(desk, moment), reason)
    session.out.result({"moved": applicant}, [tr("{number} is moved.", number=applicant)])


@timetable.command()
@click.argument("numbers", metavar="NO", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Unlock instead.")
@common
@click.pass_obj
def lock(session: Session, numbers: tuple[str, ...], undo: bool) -> None:
    """Keep interviews where they are when it is planned again."""
    with session.opened() as desk:
        planning.lock(desk, [applicants.applicant_id(desk, number) for number in numbers], locked=not undo)
    words = tr_n("{n} interview unlocked.", "{n} interviews unlocked.", len(numbers)) if undo else tr_n(
        "{n} interview locked.", "{n} interviews locked.", len(numbers))  # fmt: skip
    session.out.result({"locked": not undo, "applicants": list(numbers)}, [words])


@timetable.command()
@click.argument("applicant", metavar="NO")
@click.option("--from", "start", type=MOMENT, help="From when, in the office's time.")
@click.option("--to", "end", type=MOMENT, help="Until when.")
@click.option("--reason", required=True, help="Why; it stays on record.")
@common
@click.pass_obj
def available(session: Session, applicant: str, start: datetime | None, end: datetime | None, reason: str) -> None:
    """When an applicant can come; without times, at any time."""
    if (start is None) != (end is None):
        raise click.UsageError(tr("Give both --from and --to, or neither."))
    with session.opened() as desk:
        windows = (Window(_in_office(desk, start), _in_office(desk, end)),) if start and end else ()
        planning.set_availability(desk, applicants.applicant_id(desk, applicant), windows, reason)
    session.out.result({"applicant": applicant}, [tr("Noted when {number} can come.", number=applicant)])


@timetable.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--panel", help="Only this panel.")
@common
@click.pass_obj
def calendar(session: Session, out: Path, panel: str | None) -> None:
    """Write an iCalendar file; applicants appear by number alone."""
    with session.opened() as desk:
        write_calendar(desk, out, panel)
    session.out.result({"file": str(out)}, [tr("Written: {file}", file=out)])


@click.command("check-in")
@click.argument("applicant", metavar="NO")
@click.argument("state", type=click.Choice([state.value for state in Attendance]))
@common
@click.pass_obj
def check_in(session: Session, applicant: str, state: str) -> None:
    """Note on the day how an applicant came."""
    came = Attendance(state)
    with session.opened() as desk:
        attendance.check_in(desk, applicants.applicant_id(desk, applicant), came)
    words = tr("{number}: {state}", number=applicant, state=ATTENDANCE_NAMES[came].text())
    session.out.result({"applicant": applicant, "state": came.value}, [words])


def _in_office(desk: Desk, moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(planning.get_rules(desk).time_zone))


def _shown(desk: Desk, slots: tuple[Slot, ...], day: date | None) -> tuple[dict[str, object], list[str]]:
    zone = ZoneInfo(planning.get_rules(desk).time_zone)
    rows = {row.id: row for row in applicants.list_applicants(desk)}
    came = attendance.list_attendance(desk)
    order = sorted(slots, key=lambda s: (s.starts_at or datetime.max.replace(tzinfo=UTC), s.panel_id))
    wanted = [s for s in order if s.applicant_id in rows and (day is None or _day(s, zone) == day)]
    data = [
        {"application_no": rows[s.applicant_id].application_no, "panel": s.panel_id, "locked": s.locked,
         "starts_at": s.starts_at.astimezone(zone).isoformat() if s.starts_at else None, "minutes": s.minutes,
         "attendance": came.get(s.applicant_id, Attendance.EXPECTED).value}
        for s in wanted
    ]  # fmt: skip
    lines = [
        (s.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if s.starts_at else "–", s.panel_id,
         rows[s.applicant_id].application_no, rows[s.applicant_id].name,
         ATTENDANCE_NAMES[came.get(s.applicant_id, Attendance.EXPECTED)].text())
        for s in wanted
    ]  # fmt: skip
    header = (tr("Time"), tr("Panel"), tr("Number"), tr("Applicant"), tr("Check-in"))
    return {"slots": data}, table(header, lines) if lines else [tr("There are no interviews.")]


def _day(slot: Slot, zone: ZoneInfo) -> date | None:
    return slot.starts_at.astimezone(zone).date() if slot.starts_at else None


def _plan_data(made: Plan) -> dict[str, object]:
    return {"gap": made.gap, "seconds": round(made.seconds, 2), "links": len(made.links),
            "impossible": [reason.text() for reason in made.impossible]}  # fmt: skip


def _plan_lines(made: Plan, *, accepted: bool) -> list[str]:
    if made.impossible:
        return [tr("No timetable meets all of this:"), *(reason.text() for reason in made.impossible)]
    best = tr("Proven to be the best.") if not made.gap else tr(
        "At most {percent} from the best possible.", percent=f"{made.gap:.1%}")  # fmt: skip
    return [best, tr("This is now the timetable.") if accepted else tr("Nothing was written; add --accept.")]
