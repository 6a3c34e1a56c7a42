"""The whole sample office: built through the services, or not at all."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.selection import Outcome
from jetdesk.errors import Refused
from jetdesk.services import applicants, desks, intake, interviews, people, screening, selection
from jetdesk.services.sample import SampleOffice, build_sample, generate_applicants

N, SEED = 48, 20260218


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleOffice:
    return build_sample(tmp_path_factory.mktemp("sample") / "office", N, SEED)


@pytest.fixture(scope="module")
def desk(sample: SampleOffice) -> Iterator[Desk]:
    with desks.open_desk(sample.desk, sample.passphrase) as opened:
        yield opened


def test_it_says_what_it_built(sample: SampleOffice) -> None:
    assert sample.office == "Consulate-General of Japan in Westhaven"
    assert (sample.applicants, sample.passphrase) == (N, "sample office desk")
    assert [file.name for file in sample.reports] == [
        "selection-summary-ALT-en-a4.pdf", "selection-summary-ALT-ja-a4.pdf", "selection-summary-CIR-en-letter.pdf",
    ]  # fmt: skip
    assert all(file.read_bytes().startswith(b"%PDF-") for file in sample.reports)
    assert [path.name for path in sample.folder.parent.iterdir()] == ["office"]


def test_the_office_is_that_of_the_setup_file(desk: Desk) -> None:
    office = people.get_office(desk)
    assert (office.code, office.name_ja) == ("WH", "在ウェストヘイブン日本国総領事館")
    assert office.quota == {Position.ALT: 12, Position.CIR: 2}
    assert office.alternates_for(Position.ALT) == 6
    assert desks.belonging(desk).person.name == "Nadia Brzezicka"
    assert [len(panel.members) for panel in people.list_panels(desk)] == [3, 3, 3]


def test_the_journal_verifies(desk: Desk) -> None:
    verified = desks.verify(desk, replay=True)
    assert verified.problems == ()
    assert verified.documents > 300


def test_the_export_loads_again_without_a_difference(desk: Desk, sample: SampleOffice) -> None:
    export = sample.folder / "export"
    report = intake.check(desk, export / "applications.csv", export / "documents")
    assert report.rejected == ()
    assert report.unmatched == ()
    assert (report.rows, report.unchanged, report.new_documents) == (N, N, 0)
    assert [each.file.partition("_")[2] for each in report.unreadable] == ["transcript.jpg"]


def test_what_was_loaded_is_what_was_generated(desk: Desk) -> None:
    for wanted in generate_applicants(N, SEED):
        assert applicants.dossier(desk, applicants.applicant_id(desk, wanted.application_no)).applicant == wanted


def test_screening_finds_something_of_many_kinds(desk: Desk) -> None:
    screened = screening.screen_all(desk)
    rules = {finding.rule for each in screened for finding in each.findings}
    assert rules == {
        "missing-document", "late", "not-eligible", "applied-for-both", "unreadable-document", "reference-kind",
        "dual-nationality", "couple",
    }  # fmt: skip
    statuses = Counter(each.status for each in screened)
    assert statuses.keys() == set(Status)
    assert statuses[Status.INVITED] > 30


def test_couples_name_each_other(desk: Desk) -> None:
    couples = {a.application_no: a.couple_with for a in generate_applicants(N, SEED) if a.couple_with}
    assert sum(couples.get(partner) == number for number, partner in couples.items()) == 2


def test_every_document_opens_and_has_text(sample: SampleOffice) -> None:
    for file in sorted((sample.folder / "export" / "documents").glob("*.pdf")):
        with pikepdf.open(file) as pdf:
            assert 1 <= len(pdf.pages) <= 3
            for page in pdf.pages:
                assert b"Tj" in b"".join(part.read_bytes() for part in page.contents_coalesce() or [page.Contents])


@pytest.mark.parametrize(
    ("name", "pages", "words"),
    [
        ("26-WH-0142_statement", 2, "back of a rice sack"),
        ("26-WH-0142_form", 2, "プリヤ・ヴェンカタラマン"),
        ("26-WH-0128_form", 3, "ハナ・ボーモント・サトウと申します"),
        ("26-WH-0142_transcript", 2, "Linguistics"),
        ("26-WH-0142_degree", 1, "Priya Venkataraman"),
        ("26-WH-0142_reference_1", 1, "Priya Venkataraman"),
        ("26-WH-0142_reference_2", 1, "Venkataraman"),
        ("26-WH-0142_citizenship", 1, "VENKATARAMAN"),
    ],
)
def test_documents_can_be_searched(sample: SampleOffice, name: str, pages: int, words: str) -> None:
    reader = PdfReader(sample.folder / "export" / "documents" / f"{name}.pdf")
    text = " ".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == pages
    assert words.replace(" ", "") in "".join(text.split())


def test_nobody_is_in_two_places_at_once(desk: Desk) -> None:
    for panelist in interviews.list_panelists(desk):
        times = [row.starts_at for row in interviews.list_interviews(desk, panelist.id)]
        assert len(times) == len(set(times))
        assert None not in times


def test_the_recused_panelist_has_no_sheet_and_another_sits_in(desk: Desk) -> None:
    noor = applicants.applicant_id(desk, "26-WH-0122")
    assert interviews.open_sheet(desk, noor, "okonjo").reason == "Taught this applicant in 2022."
    assert interviews.open_sheet(desk, noor, "okonjo").submitted is None
    assert interviews.open_sheet(desk, noor, "farrokhzad").submitted is not None


def test_panel_b_has_work_left_for_a_demonstration(sample: SampleOffice) -> None:
    """On the panelist's own desk: a draft, and slots that are not begun."""
    with desks.open_desk(sample.folder / "okonjo", sample.passphrase) as desk:
        _check_work_left(desk)


def _check_work_left(desk: Desk) -> None:
    states = Counter(row.state for row in interviews.list_interviews(desk, "okonjo"))
    assert states["draft"] == 1
    assert states["not_started"] == 3
    priya = interviews.open_sheet(desk, applicants.applicant_id(desk, "26-WH-0142"), "okonjo")
    assert [gap.kind for gap in priya.gaps] == ["note", "rate", "overall"]


def test_the_assistants_are_decided_and_the_coordinators_signed_off(desk: Desk) -> None:
    alt, cir = (selection.view(desk, position) for position in (Position.ALT, Position.CIR))
    assert len(alt.ranking.with_outcome(Outcome.RECOMMENDED)) == 12
    assert len(alt.ranking.with_outcome(Outcome.ALTERNATE)) == 6
    assert [s.rank for s in alt.ranking.standings if s.override] == [12]
    assert (alt.sign_off, cir.open_points) == (None, ())
    assert cir.sign_off is not None


def test_a_finished_sample_is_used_again(sample: SampleOffice) -> None:
    told: list[float] = []
    assert build_sample(sample.folder, N, SEED, lambda done, text: told.append(done)) == sample
    assert told == []


def test_another_sample_or_other_files_are_left_alone(sample: SampleOffice, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="holds another sample office"):
        build_sample(sample.folder, N, SEED + 1)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(Refused, match="is in use and holds no sample office"):
        build_sample(tmp_path, 3)
    file = tmp_path / "notes.txt"
    with pytest.raises(Refused, match="is in use"):
        build_sample(file, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("n", [0, 5001])
def test_a_sample_has_a_sensible_size(tmp_path: Path, n: int) -> None:
    with pytest.raises(Refused, match="1 to 5000"):
        build_sample(tmp_path / "office", n)


def stop_at(least: float, problem: type[BaseException]) -> Callable[[float, str], None]:
    def told(done: float, text: str) -> None:
        if done >= least:
            raise problem(text)

    return told


@pytest.mark.parametrize(
    ("least", "problem"),
    [(0, KeyboardInterrupt), (0.2, OSError), (0.51, KeyboardInterrupt), (0.81, OSError), (1, KeyboardInterrupt)],
)
def test_stopping_leaves_nothing(tmp_path: Path, least: float, problem: type[BaseException]) -> None:
    with pytest.raises(problem):
        build_sample(tmp_path / "office", 3, SEED, stop_at(least, problem))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("n", [1, 5])
def test_small_offices_work_too_in_an_empty_folder_and_tell_how_far_they_are(tmp_path: Path, n: int) -> None:
    told: list[float] = []
    sample = build_sample(tmp_path, n, 5, lambda done, text: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > n
    assert sample.sheets >= 3
    with desks.open_desk(sample.desk, sample.passphrase) as opened:
        assert len(applicants.list_applicants(opened)) == n


def test_what_an_interrupted_build_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".office.building"
    left.mkdir()
    (left / "half").write_text("", "utf-8")
    build_sample(tmp_path / "office", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["office"]
