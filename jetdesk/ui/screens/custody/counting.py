"""What the screen counts and says of the ledger, the mailbox and what has to be looked at."""

from collections.abc import Sequence

from jetdesk.domain.custody import VERDICT_NAMES, Alarm, CustodyRow, CustodyState, Ledger
from jetdesk.i18n import tr, tr_n
from jetdesk.services.exchange import Exchanged
from jetdesk.ui.screens.custody.arranging import arrived, days, expected, states_of
from jetdesk.ui.screens.custody.values import BrokenProof, Everything, Figures, Gap, Matter, Ready

MOST_GAPS = 6


def figures(found: Everything) -> Figures:
    is_empty = not any(row.cells for row in found.ledger.rows)
    return Figures(ready(found), summary(found.ledger), days(found), is_empty)


def ready(found: Everything) -> Ready:
    ledger = found.ledger
    applicants = tuple((row.applicant_id, f"{row.name}, {row.application_no}") for row in ledger.ready)
    waiting = [(len(missing), row) for row in ledger.rows if (missing := row.missing) and not row.revealed]
    waiting.sort(key=lambda one: (one[0], one[1].starts_at is None, str(one[1].starts_at), one[1].application_no))
    return Ready(applicants, tuple(_gap(row, found) for _, row in waiting))


def gap_words(gaps: Sequence[Gap]) -> str:
    """The first gaps, and how many more there are."""
    words = [gap.words for gap in gaps[:MOST_GAPS]]
    if len(gaps) > MOST_GAPS:
        more = len(gaps) - MOST_GAPS
        words.append(tr_n("{n} more applicant", "{n} more applicants", more))
    return "; ".join(words)


def summary(ledger: Ledger) -> str:
    """34 of 63 sheets received · 9 sealed on laptops · 1 conflict."""
    states = states_of(ledger.rows)
    parts = [tr("{received} of {expected} sheets received", received=arrived(states), expected=expected(states))]
    if sealed := states[CustodyState.SEALED]:
        parts.append(tr_n("{n} sealed on a laptop", "{n} sealed on laptops", sealed))
    if conflicts := states[CustodyState.CONFLICT]:
        parts.append(tr_n("{n} conflict", "{n} conflicts", conflicts))
    return " · ".join(parts)


def result_words(done: Exchanged) -> str:
    """3 files, all valid."""
    refused = len(done.refused)
    count = done.received + refused
    if not count:
        return tr("nothing new")
    files = tr_n("{n} file", "{n} files", count)
    if not refused:
        return tr("{files}, all valid", files=files)
    return tr("{files}, {refused} refused", files=files, refused=refused)


def refusal_words(done: Exchanged) -> tuple[str, str]:
    """What was set aside, as a first sentence and the reasons."""
    first = tr_n(
        "{n} file was refused and set aside; it is not counted.",
        "{n} files were refused and set aside; they are not counted.",
        len(done.refused),
    )
    return first, " ".join(dict.fromkeys(refusal.why.text() for refusal in done.refused))


def matters(found: Everything) -> tuple[list[Matter], list[Matter], list[Matter]]:
    """Conflicts, alarms and failed proofs, in the order of the reading."""
    conflicts = [
        Matter(conflict.subject, conflict.what.text(), action=tr("Compare seals…")) for conflict in found.conflicts
    ]
    names = {row.applicant_id: row.name for row in found.ledger.rows}
    proofs = [
        Matter(names.get(broken.applicant_id, ""), f"{found.name(broken.panelist_id)}: {_verdict(broken)}")
        for broken in found.broken
    ]
    return conflicts, [alarm_matter(alarm) for alarm in found.alarms], proofs


def alarm_matter(alarm: Alarm) -> Matter:
    rest = f"{alarm.person}." if alarm.person else ""
    return Matter(alarm.what.text(), rest, alarm.todo.text(), tr("Settle…"))


def _verdict(broken: BrokenProof) -> str:
    return VERDICT_NAMES[broken.verdict].text()


def _gap(row: CustodyRow, found: Everything) -> Gap:
    names = ", ".join(found.name(cell.panelist_id) for cell in row.missing)
    return Gap(
        row.applicant_id, row.missing[0].panelist_id, tr("{applicant}: {names}", applicant=row.name, names=names)
    )
