"""The look: tokens as in the design, contrast, fonts, icons."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from jetdesk import assets
from jetdesk.ui import icons, theme
from jetdesk.ui.widgets.status import STATUSES


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def dressed(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken", "wash"])
def test_text_and_edges_can_be_seen_on_every_ground(tokens, ground):
    for text in ("ink", "ink2", "ink3", "focus", "vermilion"):
        assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5, text
    assert contrast(tokens.edge, getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_on_tints_and_fills_can_be_read(tokens):
    pairs = [("sage", "sage_wash"), ("amber", "amber_wash"), ("beni", "beni_wash"), ("on_fill", "fill")]
    for text, ground in [*pairs, ("on_vermilion", "vermilion_fill")]:
        assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5, (text, ground)


def test_applying_tells_and_changes_the_current_tokens(qapp, qtbot):
    with qtbot.waitSignal(theme.state().changed):
        theme.apply(qapp, "dark")
    assert theme.tokens() is theme.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK.paper)
    assert theme.is_dark()


def test_text_size_multiplies_the_roles_and_reaches_labels(qapp, qtbot):
    label = QLabel("Total")
    label.setProperty("role", "small")
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == 12
    theme.apply(qapp, "light", 1.3)
    assert theme.font("body").pixelSize() == 17
    assert label.font().pixelSize() == 16


def test_figures_line_up_in_every_role_where_they_are_asked_to(qapp):
    for role in theme.TYPE:
        measure = QFontMetricsF(theme.font(role, figures=True))
        assert measure.horizontalAdvance("1111") == pytest.approx(measure.horizontalAdvance("0000"))


def test_names_keep_their_narrow_hyphens(qapp):
    plain, columns = theme.font(), theme.font(figures=True)
    assert QFontMetricsF(plain).horizontalAdvance("-") < QFontMetricsF(columns).horizontalAdvance("-")


def test_the_bundled_fonts_are_used(qapp):
    assert QFontInfo(theme.font("body")).family() == "Inter"


def test_high_contrast_uses_only_the_colours_of_the_system():
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#ffffff"))
    made = theme.high_contrast(palette)
    assert {made.paper, made.sunken, made.sage_wash} == {"#000000"}
    assert {made.ink, made.ink3, made.edge, made.beni} == {"#ffffff"}


def test_an_icon_takes_the_colour_of_the_present_theme(qapp):
    icon = icons.icon("check", "ink")
    shades = set()
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        image = icon.pixmap(16, 16).toImage()
        solid = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() > 200]
        assert solid
        shades.add(max(solid, key=QColor.alpha).lightness() > 128)
    assert shades == {True, False}


def test_icons_are_sharp_at_twice_the_density(qapp):
    drawn = icons.pixmap("search", 16, "ink", 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


def test_every_icon_named_in_the_window_exists():
    sources = Path(icons.__file__).parent.rglob("*.py")
    named = {
        name for file in sources for name in re.findall(r'(?:icon=|Picture\()"([a-z-]+)"', file.read_text("utf-8"))
    }
    named |= {status.icon for status in STATUSES.values()}
    missing = sorted(name for name in named if not assets.path("icons", f"{name}.svg").exists())
    assert missing == []


def test_the_style_sheet_is_understood_by_qt(qapp):
    assert isinstance(QApplication.instance(), QApplication)
    assert "$" not in qapp.styleSheet()
