"""The sample's application export: a CSV file, and a folder of documents."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from jetdesk.domain.applicant import COLUMNS, Applicant
from jetdesk.services.sample import form, papers, passport, writing
from jetdesk.services.sample.applicants import Invented

LEFT_OUT = {
    "reference-missing": ("reference_2",),
    "transcript-missing": ("transcript", "citizenship"),
    "statement-missing": ("statement",),
    "certificate-not-sent": ("certificate",),
}
"""What is not in the folder, by situation."""


def write_csv(file: Path, applicants: Sequence[Applicant]) -> None:
    """UTF-8 with a byte-order mark, as form services export."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(getattr(applicant, column)) for column in COLUMNS] for applicant in applicants)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.strftime("%Y/%m/%d")
    return "" if value is None else str(value)


def write_documents(folder: Path, invented: Sequence[Invented], seed: int, progress: Callable[[float], None]) -> int:
    """The documents of all; gives how many. `progress` may raise to stop."""
    written = 0
    for done, each in enumerate(invented):
        progress(done / len(invented))
        for name, content in _documents(each, seed):
            (folder / f"{each.applicant.application_no}_{name}").write_bytes(content)
            written += 1
    return written


def _documents(each: Invented, seed: int) -> Iterator[tuple[str, bytes]]:
    left_out = LEFT_OUT.get(each.situation, ())
    for name, draw in _makers(each, seed).items():
        if name == "transcript" and each.situation == "unreadable":
            yield "transcript.jpg", _half_a_picture()
        elif name not in left_out:
            yield f"{name}.pdf", draw()


def _half_a_picture() -> bytes:
    """A photograph of a page whose upload broke off."""
    stream = BytesIO()
    Image.linear_gradient("L").resize((600, 800)).save(stream, "JPEG", quality=60)
    return stream.getvalue()[: len(stream.getvalue()) // 2]


def _makers(each: Invented, seed: int) -> dict[str, Callable[[], bytes]]:
    applicant = each.applicant
    makers: dict[str, Callable[[], bytes]] = {
        "form": lambda: form.draw(each),
        "statement": lambda: writing.statement(applicant, each.statement),
        "transcript": lambda: papers.transcript(applicant, seed),
        "degree": lambda: papers.degree(applicant),
        "reference_1": lambda: writing.reference(each, 1, seed),
        "reference_2": lambda: writing.reference(each, 2, seed),
        "citizenship": lambda: passport.draw(applicant, seed),
    }
    if applicant.jlpt or applicant.tefl != "No":
        makers["certificate"] = lambda: papers.certificate(applicant)
    if applicant.medical_disclosed == "Yes":
        makers["medical"] = lambda: writing.medical(applicant)
    return makers
