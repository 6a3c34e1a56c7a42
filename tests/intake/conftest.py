"""Small exports, workbooks and documents of our own making."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from hypothesis import settings
from PIL import Image

settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")

GOOD = {
    "application_no": "TST-001",
    "submitted_at": "2023-10-12T09:30:00-05:00",
    "position": "ALT",
    "family_name": "Okonkwo-Lindqvist",
    "given_name": "Maren",
    "date_of_birth": "1997/04/30",
    "nationality": "United States",
    "email": "maren@example.org",
    "graduation_date": "2020/05/16",
    "statement_words": "640",
}

Row = Mapping[str, str]
MakeRow = Callable[..., dict[str, str]]
WriteCsv = Callable[..., Path]


@pytest.fixture(scope="session")
def row() -> MakeRow:
    """A good record, with what is changed in it; None leaves the column out."""

    def make(**changes: str) -> dict[str, str]:
        return {**GOOD, **changes}

    return make


@pytest.fixture(scope="session")
def csv_bytes() -> Callable[..., bytes]:
    """A header and records as CSV."""

    def make(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8"):
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        writer.writerows(rows)
        return stream.getvalue().encode(encoding)

    return make


@pytest.fixture
def write_csv(tmp_path: Path, csv_bytes: Callable[..., bytes]) -> WriteCsv:
    """Records of the same columns as a file."""

    def write(*rows: Row, **how: str) -> Path:
        path = tmp_path / "applications.csv"
        header = list(rows[0])
        path.write_bytes(csv_bytes(header, [[each.get(name, "") for name in header] for each in rows], **how))
        return path

    return write


@pytest.fixture
def write_workbook(tmp_path: Path) -> Callable[..., Path]:
    """Sheets by name, each a list of rows."""

    def write(**sheets: Sequence[Sequence[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for cells in rows:
                sheet.append(list(cells))
        path = tmp_path / "applications.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def repack(tmp_path: Path) -> Callable[..., Path]:
    """A workbook with one of its parts replaced."""

    def make(book: Path, part: str, content: bytes) -> Path:
        path = tmp_path / "repacked.xlsx"
        with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, content if name == part else old.read(name))
        return path

    return make


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """A PDF of empty pages; with a password it asks for it."""

    def make(name: str, pages: int = 1, password: str = "") -> Path:
        path = tmp_path / name
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        with pikepdf.new() as pdf:
            for _ in range(pages):
                pdf.add_blank_page()
            pdf.save(path, encryption=lock)
        return path

    return make


@pytest.fixture
def make_image(tmp_path: Path) -> Callable[..., Path]:
    """A picture in the format that is asked for, whatever its name."""

    def make(name: str, kind: str = "PNG", size: int = 40) -> Path:
        path = tmp_path / name
        Image.effect_noise((size, size), 80).save(path, kind)
        return path

    return make
