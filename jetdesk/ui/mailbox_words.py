"""What the chip in the top bar says of the mailbox: never more than is acknowledged."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from jetdesk.domain.office import Role
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.services.desks import Belonging
from jetdesk.services.exchange import Delivery
from jetdesk.ui.courier import Post
from jetdesk.ui.widgets.mailbox_chip import ChipLook

_DAY_AND_TIME = {"en": "d MMM HH:mm", "ja": "M月d日 HH:mm"}


def moment(at: datetime, zone: str) -> str:
    """The time in the office's zone; on another day than today with the day."""
    local = at.astimezone(ZoneInfo(zone))
    if local.date() == datetime.now(ZoneInfo(zone)).date():
        return local.strftime("%H:%M")
    language = chosen_language()
    return str(format_datetime(local, _DAY_AND_TIME[language], tzinfo=local.tzinfo, locale=language))


def chip_of(post: Post, who: Belonging) -> ChipLook:
    """The one thing that matters most now, with the rest in the tip."""
    kind, words = _said(post, who)
    return ChipLook(kind, words, _tip(post, who))


def _said(post: Post, who: Belonging) -> tuple[str, str]:
    delivery = post.delivery
    if post.reading is not None:
        return "reading", tr("Reading mailbox… {percent} %", percent=round(post.reading * 100))
    if delivery is not None and delivery.sheets_waiting:
        return "waiting", _sheets_waiting(delivery.sheets_waiting)
    if not post.url:
        return "offline", tr("Works offline")
    if post.problem is not None:
        return "trouble", tr("Mailbox not read")
    if not post.here:
        return "away", tr("Mailbox not here")
    return _said_of_delivery(delivery, who)


def _said_of_delivery(delivery: Delivery | None, who: Belonging) -> tuple[str, str]:
    """The mailbox is here and nothing is wrong with it."""
    if delivery is None or delivery.last is None:
        return "away", tr("Mailbox not read yet")
    if delivery.changes_unsent:
        unsent = delivery.changes_unsent
        return "waiting", tr_n("{n} change not yet sent", "{n} changes not yet sent", unsent)
    time = moment(delivery.last, who.office.time_zone)
    if who.person.role is Role.PANELIST:
        return "received", tr("Everything received {time}", time=time)
    # Whether every panelist's laptop has what this desk sent is not known here, and so it is not said.
    return "received", tr("Mailbox read {time}", time=time)


def _sheets_waiting(count: int) -> str:
    return tr_n("{n} sheet not yet received", "{n} sheets not yet received", count)


def _tip(post: Post, who: Belonging) -> str:
    lines = [tr("Mailbox: {place}", place=post.url) if post.url else tr("No mailbox is set on this laptop.")]
    if post.url and not post.here:
        lines.append(tr("It is not here now. Put the stick in or connect to it; JetDesk then reads it by itself."))
    if post.delivery is not None:
        lines += _delivery_lines(post.delivery, who)
    if post.problem is not None:
        lines += post.problem.parts()
    lines.append(tr("Ctrl Shift S: sync now") if post.url else tr("Click to choose the mailbox."))
    return "\n".join(lines)


def _delivery_lines(delivery: Delivery, who: Belonging) -> list[str]:
    lines = []
    if delivery.last is not None:
        lines.append(tr("Last read {time}.", time=moment(delivery.last, who.office.time_zone)))
    if delivery.sheets_waiting:
        lines.append(tr_n("The coordinator has not yet confirmed {n} sheet that you submitted.",
                          "The coordinator has not yet confirmed {n} sheets that you submitted.",
                          delivery.sheets_waiting))  # fmt: skip
    elif delivery.last is not None and who.person.role is Role.PANELIST:
        lines.append(tr("The coordinator has confirmed every sheet that you submitted."))
    unsent = delivery.changes_unsent
    if unsent:
        lines.append(tr_n("{n} change is not in the mailbox yet.", "{n} changes are not in the mailbox yet.", unsent))
    if delivery.alarms:
        lines.append(tr_n("{n} thing needs a look in Custody.", "{n} things need a look in Custody.", delivery.alarms))
    return lines
