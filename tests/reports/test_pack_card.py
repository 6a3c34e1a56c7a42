"""The card with the one-time code of a laptop pack."""

from io import BytesIO

import pikepdf
import pytest

from jetdesk.domain.office import Cycle, Office
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.pack_card import PackCard, _place_code, pack_card
from jetdesk.reports.style import PAPERS

CARD = PackCard(Office("WH", "Westhaven", Cycle(2026)), "Amara Okonjo", "ABCDE-FGHIJ-KLMNO-PQRST")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_one_page_with_the_same_bytes_each_time(language, japanese):
    report = pack_card(CARD, language)
    assert report.pages == 1
    assert report.pdf == pack_card(CARD, language).pdf
    assert report.missing_glyphs == ()
    with pikepdf.open(BytesIO(report.pdf)) as pdf:
        assert len(pdf.pages) == 1


def test_another_code_is_another_card():
    other = PackCard(CARD.office, CARD.person, "TSRQP-FGHIJ-KLMNO-PQRST")
    assert pack_card(CARD, "en").pdf != pack_card(other, "en").pdf


def test_the_characters_of_the_code_stand_at_equal_distances_inside_the_page():
    flow = Flow(PAPERS["a4"], Typesetter(), lambda _: None)
    _place_code(flow, CARD.code)
    words = flow.page.words
    assert "".join(one.text for one in words) == CARD.code
    middles = [one.x + one.width / 2 for one in words]
    steps = {round(b - a, 6) for a, b in zip(middles, middles[1:], strict=False)}
    assert len(steps) == 1
    assert flow.paper.left < middles[0] < middles[-1] < flow.paper.right
