"""A mapping that is written and read again says the same."""

from hypothesis import given
from hypothesis import strategies as st

from jetdesk.domain.applicant import COLUMNS
from jetdesk.domain.document import DocumentKind
from jetdesk.intake.export import FileOptions
from jetdesk.intake.mapping_file import DocumentTemplate, MappingFile, mapping_from_toml
from jetdesk.intake.mapping_writer import mapping_to_toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
OPTIONS = st.builds(
    FileOptions,
    delimiter=TEXT,
    encoding=TEXT,
    decimal=st.sampled_from([".", ","]),
    sheet=TEXT,
    header_row=st.integers(4, 1000),
    date_order=st.sampled_from(["", "DMY", "MDY", "YMD"]),
    group_row=st.integers(0, 3),
    time_zone=st.sampled_from(["", "Asia/Tokyo"]),
)
TEMPLATES = st.builds(
    DocumentTemplate, TEXT.map(lambda text: "{kind}" + text + "{application_no}"),
    st.dictionaries(TEXT, st.sampled_from(DocumentKind), max_size=3),
)  # fmt: skip
NAMES = st.sampled_from(COLUMNS)
MAPPINGS = st.builds(
    MappingFile, OPTIONS, st.dictionaries(NAMES, TEXT),
    st.dictionaries(NAMES, st.dictionaries(TEXT, TEXT, min_size=1, max_size=3), max_size=3),
    st.none() | TEMPLATES, st.booleans(),
)  # fmt: skip


@given(mapping=MAPPINGS)
def test_any_mapping_survives_writing_and_reading(mapping: MappingFile) -> None:
    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping


def test_what_holds_anyway_is_not_written() -> None:
    assert mapping_to_toml(MappingFile(columns={"email": "Courriel"})) == '[columns]\nemail = "Courriel"\n'
