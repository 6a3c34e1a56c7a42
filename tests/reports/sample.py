"""An invented office with a list to print: every script, a tie, an override, absences, a recusal."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from random import Random

from jetdesk import assets
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.office import Affiliation, Cycle, Office
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.selection import Candidate, Override, Sheet, rank
from jetdesk.domain.sheet import Overall, Rating
from jetdesk.domain.summary import Member, PanelLine, RecusalLine, SelectionSummary, SignOff

ZONE = timezone(timedelta(hours=-8))

NAMES = (
    ("Hana Okafor-Lind", "ハナ・オカフォー・リンド"),
    ("Minh-Anh Nguyễn", "ミンアン・グエン"),
    ("Oluwaseun Adéyínká", "オルワセウン・アデインカ"),
    ("Caitlín O’Dwyer", "ケイトリン・オドワイヤー"),
    ("Łukasz Wiśniewski", "ウカシュ・ヴィシニェフスキ"),
    ("Deniz Yılmaz-Şahin", "デニズ・ユルマズ・シャーヒン"),
    ("Kaʻiulani Keawe", "カイウラニ・ケアヴェ"),
    ("𠮷野 はるか", "ヨシノ・ハルカ"),
    ("Жанна Кравченко", "ジャンナ・クラフチェンコ"),
    ("Maximiliana Konstantinopoulou-Featherstonehaugh", "マクシミリアナ・コンスタンティノプル・フェザーストンホー"),
    ("Bùi Thị Ánh Tuyết", "ブイ・ティ・アイン・トゥエット"),
    ("Kwame Boateng-Ellis", "クワメ・ボアテング・エリス"),
    ("Ẹniọlá Ọ̀ṣúndáre", "エニオラ・オシュンダレ"),
    ("Mateo Ibarra Quiñones", "マテオ・イバラ・キニョネス"),
    ("Priya Venkataraman", "プリヤ・ヴェンカタラマン"),
    ("Ödön Hőgyész", "エデン・ヘージェース"),
)
GIVEN = ("Freya", "Wren", "Elijah", "Rui", "Jonah", "Noor", "Sofia", "Tobias", "Adaeze", "Lucas", "Wendell", "Ines")
FAMILY = ("Lindqvist", "Halloran", "Whitcomb", "Carvalhosa", "Feldsher", "al-Rashidi", "Petrakis", "Achterberg")

REASON = "Raw scores 0.3 apart; the committee prefers the stronger mock lesson (5, 4, 5) and the wider experience."


def summary(
    count: int = 48, position: Position = Position.ALT, *, signed: bool = True, reason: str = REASON, panels: int = 3
) -> SelectionSummary:
    """A summary of `count` interviewed, with two absent and one withdrawn among them."""
    rubric = parse_rubric(assets.path("rubrics", f"{position.lower()}.toml").read_text(encoding="utf-8"))
    chance = Random(7)
    labels = [chr(ord("A") + n) if n < 26 else f"A{n}" for n in range(panels)]
    candidates = [_candidate(n, chance, labels, [c.id for c in rubric.criteria]) for n in range(count)]
    if count >= 4:
        candidates[3] = replace(candidates[3], sheets=candidates[2].sheets)
    at = datetime(2026, 2, 20, 10, 52, tzinfo=ZONE)
    rules = Office("", "", Cycle(2026)).tie_breaks
    ranked = partial(rank, position, rubric, candidates, quota=12, alternates=6, tie_breaks=rules, draw_seed="26")
    at_13 = ranked().standings[12].candidate.applicant_id if count > 20 else ""
    ranking = ranked(overrides=[Override(at_13, 12, reason, "Kenji Moriwaki", at)])
    return SelectionSummary(
        office=Office("WH", "Consulate-General of Japan in Westhaven", Cycle(2026), "在ウェストヘイブン日本国総領事館"),
        position=position,
        rubric=rubric,
        ranking=ranking,
        document_no=f"WH-2026-{position}-S03",
        made_at=datetime(2026, 2, 20, 11, 24, tzinfo=ZONE),
        journal_head="9f2c4d6b8a0e1c3f5d7b9a2c4e6f8091a3b5c7d9e1f20314253647586970a8b9",
        panels=tuple(map(_panel, range(panels), labels)),
        interview_days=(date(2026, 2, 18), date(2026, 2, 19)),
        applied=count + 9,
        interviewed=count - 3,
        expected=3 * count,
        received=3 * count - 1,
        transcribed=2,
        notes_waived=1,
        ratings=18 * count,
        cannot_assess={"teaching": 3, "adaptability": 1},
        recusals=(
            RecusalLine("26-WH-0102", "Minh-Anh Nguyễn", "Amara Okonjo", "former teacher"),
            RecusalLine("26-WH-0115", "Priya Venkataraman", "Siobhán Keaney", "family"),
        ),
        coordinator="Nadia Brzezicka",
        sign_off=SignOff("Masako Tachibana", datetime(2026, 2, 20, 11, 22, tzinfo=ZONE)) if signed else None,
    )


def _candidate(number: int, chance: Random, labels: list[str], criteria: list[str]) -> Candidate:
    name, kana = NAMES[number] if number < len(NAMES) else _made_up(number)
    status = {20: Status.ABSENT, 21: Status.ABSENT, 22: Status.WITHDRAWN}.get(number, Status.INVITED)
    ability = chance.uniform(2.2, 4.9)
    sheets = tuple(_sheet(p, ability, chance, criteria) for p in range(2 if number == 9 else 3))
    return Candidate(
        f"id-{number}",
        f"26-WH-{101 + number:04}",
        name,
        kana,
        labels[number % len(labels)],
        status,
        () if status is not Status.INVITED else sheets,
    )


def _made_up(number: int) -> tuple[str, str]:
    given, family = GIVEN[number % len(GIVEN)], FAMILY[(number * 5 + number // 12) % len(FAMILY)]
    return f"{given} {family}", "カナ・カナメイ"


def _sheet(panelist: int, ability: float, chance: Random, criteria: list[str]) -> Sheet:
    levels = [min(5, max(1, round(chance.gauss(ability, 0.6)))) for _ in criteria]
    ratings = tuple(Rating(c, level) for c, level in zip(criteria, levels, strict=True))
    return Sheet(f"p{panelist}", ratings, list(Overall)[min(3, int(ability) - 1)])


def _panel(number: int, label: str) -> PanelLine:
    members = (
        (("Haruka Ishigami", "consulate"), ("Leila Farrokhzad", "academic"), ("Callum Drysdale", "alumni")),
        (("Kenji Moriwaki", "consulate"), ("Amara Okonjo", "community"), ("Tomás Villaseñor", "alumni")),
        (("Yūto Kanemaru", "consulate"), ("Siobhán Keaney", "alumni"), ("Nikhil Ramaswamy", "academic")),
    )[number % 3]
    return PanelLine(label, tuple(Member(n, Affiliation(a), i == 0) for i, (n, a) in enumerate(members)))
