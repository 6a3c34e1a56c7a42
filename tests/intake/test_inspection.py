"""Whether a document can be shown, by its bytes and its name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jetdesk.domain.document import DocumentState
from jetdesk.intake import inspection
from jetdesk.intake.inspection import inspect
from jetdesk.intake.media import media_type

Make = Callable[..., Path]


def test_a_sound_pdf_has_its_pages(make_pdf: Make) -> None:
    assert inspect(make_pdf("a.PDF", pages=3)) == (DocumentState.READABLE, 3)


def test_a_password_is_told(make_pdf: Make) -> None:
    assert inspect(make_pdf("a.pdf", password="secret")) == (DocumentState.PASSWORD, 0)


def test_a_pdf_cut_short_is_not_mended(make_pdf: Make) -> None:
    path = make_pdf("a.pdf", pages=40)
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert inspect(path) == (DocumentState.TRUNCATED, 0)


def test_a_slightly_wrong_table_of_contents_is_no_damage(make_pdf: Make) -> None:
    path = make_pdf("a.pdf")
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n1"))
    assert inspect(path) == (DocumentState.READABLE, 1)


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.jpg", "a.exe"])
def test_text_is_not_what_its_name_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"Dear Sir or Madam, " * 100)
    assert inspect(path) == (DocumentState.NOT_WHAT_IT_SAYS, 0)


def test_a_name_does_not_make_a_pdf_a_picture(make_pdf: Make, make_image: Make) -> None:
    assert inspect(make_pdf("a.png"))[0] is DocumentState.NOT_WHAT_IT_SAYS
    assert inspect(make_image("b.pdf"))[0] is DocumentState.NOT_WHAT_IT_SAYS
    assert inspect(make_image("c.jpg", "PNG"))[0] is DocumentState.NOT_WHAT_IT_SAYS
    assert inspect(make_image("d.png", "GIF"))[0] is DocumentState.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG")])
def test_a_picture_is_one_page_unless_it_is_cut(make_image: Make, name: str, kind: str) -> None:
    path = make_image(name, kind, 200)
    assert inspect(path) == (DocumentState.READABLE, 1)
    path.write_bytes(path.read_bytes()[:2000])
    assert inspect(path) == (DocumentState.TRUNCATED, 0)


def test_a_picture_too_large_to_be_shown_is_not_unpacked(make_image: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_image("a.png")
    monkeypatch.setattr(inspection, "MAX_PIXELS", 100)
    assert inspect(path) == (DocumentState.TRUNCATED, 0)


def test_an_empty_file_and_one_that_went_away(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert inspect(tmp_path / "a.pdf") == (DocumentState.EMPTY, 0)
    assert inspect(tmp_path / "none.pdf") == (DocumentState.TRUNCATED, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["a.pdf", "a.png", "a.jpg"]), at=st.integers(0, 600), junk=st.binary(max_size=60))
def test_any_damage_gives_a_state_and_no_exception(
    tmp_path: Path, make_pdf: Make, name: str, at: int, junk: bytes
) -> None:
    whole = make_pdf("whole.pdf").read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    state, pages = inspect(path)
    assert (state is DocumentState.READABLE) == bool(pages)


def test_the_media_type_goes_by_the_name() -> None:
    types = [media_type(Path(name)) for name in ("a.PDF", "b.jpeg", "c.png ", "d.doc")]
    assert types == ["application/pdf", "image/jpeg", "image/png", "application/octet-stream"]
