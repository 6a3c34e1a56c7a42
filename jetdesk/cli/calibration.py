"""The command calibrate: agreement, severity, connectivity and adjusted scores, of a desk or of any scores file."""

from pathlib import Path

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.fairness.agreement import Agreement
from jetdesk.fairness.severity import AdjustedScore, NotIdentified, PanelistSeverity, Severity, weakly_linked
from jetdesk.i18n import tr
from jetdesk.services import calibration as service
from jetdesk.services.calibration import Calibrated, Calibration

_DIGITS = 4


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@common
@click.pass_obj
def calibrate(session: Session, file: Path | None) -> None:
    """How far panelists agree and differ in severity; of FILE (a scores CSV, no desk needed), or of the desk."""
    if file:
        found = service.of_file(file)
    else:
        with session.opened() as desk:
            found = service.of_desk(desk)
    session.out.result(_data(found), _lines(found))


def _data(found: Calibration) -> dict[str, object]:
    whole = _calibrated(found.sheets)
    criteria = {name: _calibrated(each) for name, each in found.criteria.items()}
    parts = [list(part.panelists) for part in found.components]
    return {**whole, "components": parts, "connected": len(parts) == 1, "criteria": criteria}


def _calibrated(found: Calibrated) -> dict[str, object]:
    data: dict[str, object] = {"agreement": _agreement(found.agreement)}
    fitted = found.severity
    if isinstance(fitted, NotIdentified):
        bridges = [{"application_no": b.applicant, "panelist": b.panelist} for b in fitted.bridges]
        data |= {"panelists": [], "applicants": [], "variance": None, "bridges_needed": bridges}
        return data | {"warnings": [fitted.reason.text()]}
    variance = fitted.variance
    return data | {
        "panelists": [_panelist(each) for each in fitted.panelists],
        "applicants": [_applicant(each) for each in fitted.applicants],
        "variance": {"applicant": _rounded(variance.applicant), "panelist": _rounded(variance.panelist),
                     "residual": _rounded(variance.residual)},
        "bridges_needed": [],
        "warnings": [weakly_linked(group).text() for group in fitted.weak_links],
    }  # fmt: skip


def _panelist(each: PanelistSeverity) -> dict[str, object]:
    figures = {name: _rounded(getattr(each, name)) for name in ("mean", "severity", "se", "low", "high")}
    return {"panelist": each.panelist, "n": each.n, **figures}


def _applicant(each: AdjustedScore) -> dict[str, object]:
    figures = {name: _rounded(getattr(each, name)) for name in ("raw", "adjusted", "se", "low", "high")}
    return {"application_no": each.applicant, "n": each.n, **figures}


def _agreement(found: Agreement) -> dict[str, object]:
    icc = {name: _rounded(getattr(found.icc, name)) for name in ("icc1", "icc1k", "icc2", "icc2k", "icc3", "icc3k")}
    names = ("alpha_nominal", "alpha_ordinal", "alpha_interval", "alpha_ratio", "exact", "adjacent")
    return {**icc, **{name: _rounded(getattr(found, name)) for name in names}, "pairs": found.pairs}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _lines(found: Calibration) -> list[str]:
    return [*_severities(found.sheets.severity), "", *_agreements(found)]


def _severities(fitted: Severity | NotIdentified) -> list[str]:
    if isinstance(fitted, NotIdentified):
        needed = [tr("{panelist} would have to score {number} too.", panelist=b.panelist, number=b.applicant)
                  for b in fitted.bridges]  # fmt: skip
        return [tr("No severity is given: {reason}", reason=fitted.reason.text()), *needed]
    header = (tr("Panelist"), tr("Sheets"), tr("Mean"), tr("Severity"), tr("95 %"))
    rows = [(p.panelist, p.n, f"{p.mean:.2f}", f"{p.severity:+.2f}", f"{p.low:+.2f} … {p.high:+.2f}")
            for p in sorted(fitted.panelists, key=lambda p: -p.severity)]  # fmt: skip
    return [*table(header, rows), *(weakly_linked(group).text() for group in fitted.weak_links)]


def _agreements(found: Calibration) -> list[str]:
    header = (tr("Agreement"), "ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "α", tr("Same score"), tr("Within one"))
    parts = {tr("Whole sheet"): found.sheets.agreement, **{n: c.agreement for n, c in found.criteria.items()}}
    rows = [
        (
            name,
            *map(_figure, (a.icc.icc1, a.icc.icc2, a.icc.icc3, a.alpha_interval)),
            _share(a.exact),
            _share(a.adjacent),
        )
        for name, a in parts.items()
    ]
    return table(header, rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
