"""Any text in any cell survives load → table → export → load unchanged."""

from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Applicant
from jetdesk.services import applicants, exporting, intake
from jetdesk.services.exporting import FORMULA_STARTS
from tests.small_office import ids_by_number, rows, write_export

TEXTS = (
    "family_name", "given_name", "middle_name", "name_kana", "home_state", "phone", "institution", "major",
    "japan_experience", "placement_1", "reference_1_name", "available_from",
)  # fmt: skip
NUMBERS = count()


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ANY = st.text(CHARACTERS, max_size=25)
FORMULAS = st.builds(str.__add__, st.sampled_from([*FORMULA_STARTS, *("'" + start for start in FORMULA_STARTS)]), ANY)
CELLS = ANY | FORMULAS


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.fixed_dictionaries(dict.fromkeys(TEXTS, CELLS)))
def test_any_text_comes_back(desk: Desk, tmp_path: Path, cells: dict[str, str]) -> None:
    number = f"ANY-{next(NUMBERS):04}"
    written = rows()[0] | cells | {"application_no": number}
    written["family_name"] = cells["family_name"] if cells["family_name"].strip() else "Okonkwo"
    intake.load(desk, write_export(tmp_path / "in.csv", [written]))
    stored = taken(desk, number)
    assert {name: getattr(stored, name) for name in TEXTS} == {name: written[name] for name in TEXTS}
    exporting.export(desk, tmp_path / "out.csv")
    again = intake.load(desk, tmp_path / "out.csv")
    assert (again.loaded, again.changed, again.rejected) == (0, 0, ())
    assert taken(desk, number) == stored


def taken(desk: Desk, number: str) -> Applicant:
    return applicants.dossier(desk, ids_by_number(desk)[number]).applicant


def test_an_apostrophe_in_somebody_else_s_file_is_text(desk: Desk, tmp_path: Path) -> None:
    intake.load(desk, write_export(tmp_path / "a.csv", [rows()[0] | {"phone": "'+1 555 0100"}]))
    assert taken(desk, "WH-001").phone == "'+1 555 0100"
