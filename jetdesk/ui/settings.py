"""The window's own settings in an ini file: language, look, sizes of panes. Nothing about a person."""

import locale
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from jetdesk.i18n import LANGUAGES
from jetdesk.ui.theme import Scheme

SCALES = (1.0, 1.15, 1.3)
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")


class Settings:
    """What is kept between two starts of the window. Unreadable values count as not set."""

    def __init__(self, file: Path) -> None:
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        chosen = str(self._kept.value("language", ""))
        return chosen if chosen in LANGUAGES else system_language()

    @language.setter
    def language(self, chosen: str) -> None:
        self._kept.setValue("language", chosen)

    @property
    def scheme(self) -> Scheme:
        kept = str(self._kept.value("theme", ""))
        return next((scheme for scheme in SCHEMES if scheme == kept), "system")

    @scheme.setter
    def scheme(self, chosen: Scheme) -> None:
        self._kept.setValue("theme", chosen)

    @property
    def scale(self) -> float:
        kept = str(self._kept.value("text_size", ""))
        return next((scale for scale in SCALES if str(scale) == kept), 1.0)

    @scale.setter
    def scale(self, chosen: float) -> None:
        self._kept.setValue("text_size", str(chosen))

    @property
    def geometry(self) -> QByteArray:
        kept = self._kept.value("window")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, kept: QByteArray) -> None:
        self._kept.setValue("window", kept)

    def pane_sizes(self, splitter: str) -> list[int]:
        """Widths in px by the splitter's name; empty if never moved."""
        kept = str(self._kept.value(f"panes/{splitter}", "")).split(" ")
        return [int(size) for size in kept if size.isdigit()]

    def keep_pane_sizes(self, splitter: str, sizes: Sequence[int]) -> None:
        self._kept.setValue(f"panes/{splitter}", " ".join(map(str, sizes)))


def system_language() -> str:
    """Japanese where the laptop is Japanese, else English."""
    try:
        spoken = locale.getlocale()[0] or ""
    except ValueError:
        spoken = ""
    return "ja" if spoken.lower().startswith("ja") else "en"
