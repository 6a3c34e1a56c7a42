"""Commands for screening: screen, and the group screening for what a person decides and for the rules."""

from pathlib import Path

import click

from jetdesk.cli.session import Session, common
from jetdesk.domain.applicant import STATUS_NAMES
from jetdesk.domain.ruling import CHOICE_NAMES, Choice
from jetdesk.domain.screening import RULE_NAMES, SEVERITY_NAMES, Finding, Severity
from jetdesk.domain.screening_toml import rules_to_toml
from jetdesk.i18n import tr
from jetdesk.services import applicants, people, rulings, screening_rules
from jetdesk.services import screening as service
from jetdesk.services.screening import Screened

PATH = click.Path(path_type=Path)
RULE = click.argument("rule", type=click.Choice(list(RULE_NAMES)))
NUMBER = click.argument("number", metavar="NO")


@click.command()
@click.option("--rules", type=PATH, help="Screening rules as TOML, instead of the office's own.")
@click.option("--settle", is_flag=True, help="Invite the complete ones, do not invite the disqualified ones.")
@common
@click.pass_obj
def screen(session: Session, rules: Path | None, settle: bool) -> None:
    """Screening findings of every applicant."""
    given = screening_rules.open_rules(rules) if rules else None
    with session.opened() as desk:
        if settle:
            service.settle_clear_cases(desk, given)
        found = service.screen_all(desk, given)
    data = {"applicants": [_screened(each) for each in found]}
    session.out.result(data, [line for each in found for line in _lines(each)])


@click.group()
@common
def screening() -> None:
    """Decide on findings, and set the rules."""


@screening.command()
@NUMBER
@RULE
@click.option("--reason", default="", help="What more there is to say.")
@common
@click.pass_obj
def confirm(session: Session, number: str, rule: str, reason: str) -> None:
    """The finding stands: the applicant is not invited when the clear cases are settled."""
    _rule_on(session, number, rule, Choice.CONFIRMED, reason)


@screening.command()
@NUMBER
@RULE
@click.option("--reason", required=True, help="Why it does not count; it stays on record.")
@common
@click.pass_obj
def waive(session: Session, number: str, rule: str, reason: str) -> None:
    """The finding does not count."""
    _rule_on(session, number, rule, Choice.WAIVED, reason)


@screening.command()
@NUMBER
@RULE
@click.option("--for", "what", default="", help="What was asked for, and until when.")
@common
@click.pass_obj
def ask(session: Session, number: str, rule: str, what: str) -> None:
    """The applicant was asked for what is missing; the case waits."""
    _rule_on(session, number, rule, Choice.ASKED, what)


@screening.command("take-back")
@NUMBER
@RULE
@common
@click.pass_obj
def take_back(session: Session, number: str, rule: str) -> None:
    """Take back what was decided on the finding."""
    _rule_on(session, number, rule, None, "")


@screening.command()
@click.option("--set", "file", type=PATH, help="Take the office's rules from this TOML file.")
@click.option("--out", type=PATH, help="Write the office's rules to this TOML file.")
@common
@click.pass_obj
def rules(session: Session, file: Path | None, out: Path | None) -> None:
    """Show the office's rules, set them from a file, or write them to one."""
    with session.opened() as desk:
        if file:
            screening_rules.set_rules(desk, screening_rules.open_rules(file), people.get_office(desk).cycle)
        now = screening_rules.get_rules(desk)
        found = screening_rules.would_find(desk, now, people.get_office(desk).cycle)
    if out:
        screening_rules.save_rules(out, now)
    counts = {"complete": found[None], **{severity.value: found[severity] for severity in Severity}}
    words = ", ".join(f"{SEVERITY_NAMES[severity].text()} {found[severity]}" for severity in Severity)
    text = rules_to_toml(now)
    session.out.result(
        {"rules": text, "outcomes": counts}, [*text.splitlines(), tr("Complete {n}", n=found[None]) + ", " + words]
    )


def _rule_on(session: Session, number: str, rule: str, choice: Choice | None, reason: str) -> None:
    with session.opened() as desk:
        found = rulings.found(desk, {applicants.applicant_id(desk, number)}, rule)
        rulings.rule_on(desk, found, choice, reason)
    word = CHOICE_NAMES[choice].text() if choice else tr("Taken back")
    lines = [f"{number}: {RULE_NAMES[rule].text()}: {word}"]
    session.out.result({"application_no": number, "rule": rule, "ruling": choice, "findings": len(found)}, lines)


def _screened(each: Screened) -> dict[str, object]:
    """Rules that the interface does not name are given as null, with their detail."""
    return {
        "application_no": each.application_no,
        "status": each.status,
        "outcome": each.outcome or "complete",
        "findings": [_finding(finding) for finding in each.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    data: dict[str, object] = {
        "rule": finding.published_rule,
        "detail": finding.detail.text(),
        "severity": finding.severity,
    }
    ruling = finding.ruling
    return {**data, "ruling": ruling.choice, "reason": ruling.reason} if ruling else data


def _lines(each: Screened) -> list[str]:
    if not each.findings:
        return []
    return [f"{each.application_no}  {STATUS_NAMES[each.status].text()}", *(f"    {_words(f)}" for f in each.findings)]


def _words(finding: Finding) -> str:
    if finding.ruling is None:
        return finding.detail.text()
    said = f" ({finding.ruling.reason})" if finding.ruling.reason else ""
    return f"{finding.detail.text()} – {CHOICE_NAMES[finding.ruling.choice].text()}{said}"
