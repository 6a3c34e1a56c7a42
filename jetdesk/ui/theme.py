"""The look of the program: colour tokens, type roles, and one style sheet made from them."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from jetdesk import assets
from jetdesk.ui import immortals

Scheme = Literal["light", "dark", "system"]
FAMILIES = ["Inter", "Noto Sans", "BIZ UDPGothic", "Noto Sans JP"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB; the names and values of the design's table."""

    paper: str
    surface: str
    sunken: str
    wash: str
    hairline: str
    rule: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    fill: str
    on_fill: str
    focus: str
    vermilion: str
    vermilion_fill: str
    sage: str
    sage_wash: str
    amber: str
    amber_wash: str
    beni: str
    beni_wash: str
    sheet: str
    highlight: str
    on_vermilion: str = "#FFFFFF"

    def colour(self, role: str) -> QColor:
        """The colour of a token by its name."""
        return QColor(getattr(self, role))


LIGHT = Tokens(
    paper="#FBFAF6", surface="#FFFFFF", sunken="#F3F1EA", wash="#E8ECF4", hairline="#E2DED3", rule="#C8C3B6",
    edge="#7F8596", ink="#16223D", ink2="#46516B", ink3="#5F6981", fill="#22335C", on_fill="#FFFFFF", focus="#2F55B5",
    vermilion="#BF3A22", vermilion_fill="#BF3A22", sage="#38684A", sage_wash="#E7F0E8", amber="#7F5100",
    amber_wash="#FBF0D9", beni="#9B1C46", beni_wash="#F8E8ED", sheet="#FFFFFF", highlight="#FFF0B3",
)  # fmt: skip

DARK = Tokens(
    paper="#10172A", surface="#171F36", sunken="#0B1120", wash="#232E4E", hairline="#29334F", rule="#3C4868",
    edge="#727E9B", ink="#ECE9E1", ink2="#B9BFCF", ink3="#98A1B8", fill="#D6DEF0", on_fill="#10172A", focus="#8FB0FF",
    vermilion="#F0846C", vermilion_fill="#C8432B", sage="#93C7A0", sage_wash="#1A3029", amber="#E5B968",
    amber_wash="#352A14", beni="#F091AE", beni_wash="#391B2B", sheet="#F6F4EE", highlight="#FFEBA3",
)  # fmt: skip

COLOUR_ROLES = tuple(field.name for field in fields(Tokens))

# role: (size px at 100 %, line px, weight)
TYPE: dict[str, tuple[int, int, int]] = {
    "display": (24, 32, 600),
    "figure": (24, 32, 500),
    "title": (18, 24, 600),
    "heading": (15, 24, 600),
    "body": (13, 20, 400),
    "small": (12, 16, 400),
    "tick": (11, 16, 400),
}


class _State(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scheme: Scheme = "light"
        self.scale = 1.0
        self.prepared = False


@cache
def state() -> _State:
    """The one current look; `state().changed` tells that it is another."""
    return _State()


def tokens() -> Tokens:
    return state().tokens


def colour(role: str) -> QColor:
    """The current colour of a token."""
    return state().tokens.colour(role)


def is_dark() -> bool:
    return colour("paper").lightness() < 128


def px(role: str) -> int:
    """Size of a type role in px at the chosen text size."""
    return round(TYPE[role][0] * state().scale)


def line(role: str) -> int:
    """Line height of a type role in px at the chosen text size."""
    return round(TYPE[role][1] * state().scale)


def font(role: str = "body", weight: int | None = None, *, figures: bool = False) -> QFont:
    """The font of a type role. With `figures` they line up in columns; in running text that widens every hyphen."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(px(role))
    made.setWeight(QFont.Weight(weight or TYPE[role][2]))
    if figures or role in ("figure", "tick"):
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def apply(app: QApplication, scheme: Scheme = "system", text_scale: float = 1.0) -> None:
    """Dress the whole program; may be called again at any time."""
    from jetdesk.ui.style_sheet import style_sheet
    from jetdesk.ui.widgets import focus_ring

    immortals.hold()
    _load_fonts()
    now = state()
    now.scheme, now.scale = scheme, text_scale
    now.tokens = _chosen_tokens(app, scheme)
    _prepare(app)
    app.setFont(font("body"))
    app.setPalette(_palette(now.tokens))
    app.setStyleSheet(style_sheet(now.tokens, px))
    focus_ring.install(app)
    now.changed.emit()


def may_move() -> bool:
    """False when the system asks for less motion."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return False
    # The hints live in the style hints: both names are kept while they are asked.
    style = app.styleHints()
    return style.accessibility().motionPreference() != Qt.MotionPreference.ReducedMotion


def _chosen_tokens(app: QApplication, scheme: Scheme) -> Tokens:
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return high_contrast(app.style().standardPalette())
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    return DARK if dark else LIGHT


def _prepare(app: QApplication) -> None:
    if not state().prepared:
        state().prepared = True
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(_on_system_changed)


def _on_system_changed() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and state().scheme == "system":
        apply(app, "system", state().scale)


def high_contrast(palette: QPalette) -> Tokens:
    """Tokens without tints, from the system's own colours."""
    ground, text = palette.color(QPalette.ColorRole.Base).name(), palette.color(QPalette.ColorRole.Text).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    on_chosen = palette.color(QPalette.ColorRole.HighlightedText).name()
    grounds = dict.fromkeys(
        ("paper", "surface", "sunken", "wash", "sage_wash", "amber_wash", "beni_wash", "sheet", "highlight"), ground
    )
    texts = dict.fromkeys(
        ("hairline", "rule", "edge", "ink", "ink2", "ink3", "vermilion", "sage", "amber", "beni"), text
    )
    return Tokens(
        **grounds, **texts, fill=chosen, on_fill=on_chosen, focus=chosen, vermilion_fill=chosen, on_vermilion=on_chosen
    )


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, token in (
        (role.Window, "paper"), (role.WindowText, "ink"), (role.Base, "surface"), (role.AlternateBase, "sunken"),
        (role.Text, "ink"), (role.Button, "surface"), (role.ButtonText, "ink"), (role.BrightText, "beni"),
        (role.Highlight, "fill"), (role.HighlightedText, "on_fill"), (role.Link, "focus"), (role.LinkVisited, "focus"),
        (role.ToolTipBase, "surface"), (role.ToolTipText, "ink"), (role.PlaceholderText, "ink3"),
        (role.Light, "surface"), (role.Midlight, "hairline"), (role.Mid, "rule"), (role.Dark, "edge"),
        (role.Shadow, "edge"), (role.Accent, "fill"),
    ):  # fmt: skip
        made.setColor(name, t.colour(token))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, t.colour("ink3"))
    return made


@cache
def _load_fonts() -> tuple[str, ...]:
    files = sorted(assets.path("fonts").glob("*.ttf"))
    loaded = (QFontDatabase.addApplicationFont(str(file)) for file in files)
    return tuple(family for number in loaded if number >= 0 for family in QFontDatabase.applicationFontFamilies(number))
