"""The mapping file: read, or refused by name."""

from pathlib import Path

import pytest

from jetdesk.domain.document import DocumentKind
from jetdesk.errors import Refused
from jetdesk.intake.export import FileOptions
from jetdesk.intake.mapping_file import MappingFile, mapping_from_toml, read_mapping_file


def test_every_part_is_read(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(
        """
        [file]
        delimiter = ";"
        encoding = "cp932"
        decimal = ","
        sheet = "List"
        header_row = 4
        date_order = "dmy"
        [columns]
        email = "Mail"
        [values.sex]
        "男" = "M"
        [documents]
        template = "{kind} - {application_no}.{ext}"
        kinds = { "Zeugnis" = "transcript" }
        """,
        "utf-8-sig",
    )
    file = read_mapping_file(path)
    assert file.options == FileOptions(";", "cp932", ",", "List", 4, "DMY")
    assert (file.columns, file.values) == ({"email": "Mail"}, {"sex": {"男": "M"}})
    assert file.documents
    assert file.documents.kinds == {"Zeugnis": DocumentKind.TRANSCRIPT}


def test_an_empty_file_says_nothing() -> None:
    assert mapping_from_toml("") == MappingFile()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = ", "not TOML"),
        ("file = 3", "file cannot be “3”"),
        ("file.header_row = 0", "file.header_row"),
        ('file.header_row = "x"', "file.header_row"),
        ('file.date_order = "DYM"', "file.date_order"),
        ("file.sheet = 3", "file.sheet"),
        ('columns.shoe_size = "x"', "shoe_size"),
        ("columns.email = 3", "columns.email"),
        ('values.shoe_size.a = "x"', "shoe_size"),
        ('documents.template = "{kind}"', "documents.template"),
        ('documents.template = "{kind}{application_no}"\ndocuments.kinds.a = "b"', "documents.kinds"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        mapping_from_toml(text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_mapping_file(tmp_path / "none.toml")
