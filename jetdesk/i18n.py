"""Words in the language of the person: gettext catalogues for window, command line and paper alike.

The English text is the key. The window and the command line share one chosen language (`tr`); a report has its own
(`translator`); errors and domain texts are `Message` values that are translated where they are shown (`msg`).
"""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from jetdesk import assets

LANGUAGES = ("en", "ja")
Translate = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Message:
    """A text that is translated later; `values` fill the {places}, and may be messages themselves."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, language: str | None = None) -> str:
        chosen = language or _chosen
        values = {k: v.text(chosen) if isinstance(v, Message) else v for k, v in self.values}
        return _fill(_catalogue(chosen).gettext(self.msgid), values)

    def __str__(self) -> str:
        return self.text()


_chosen = "en"


def choose_language(language: str) -> None:
    """Set the language of `tr`; unknown ones mean English."""
    global _chosen
    _chosen = language if language in LANGUAGES else "en"


def chosen_language() -> str:
    return _chosen


def msg(msgid: str, /, **values: object) -> Message:
    """A message to be translated where it is shown."""
    return Message(msgid, tuple(values.items()))


def tr(msgid: str, /, **values: object) -> str:
    """The text in the chosen language, now."""
    return _fill(_catalogue(_chosen).gettext(msgid), values)


def tr_n(one: str, many: str, n: int, /, **values: object) -> str:
    """As `tr`, for a counted thing; {n} is the count."""
    return _fill(_catalogue(_chosen).ngettext(one, many, n), {"n": n, **values})


def translator(language: str) -> Translate:
    """`tr` for one language whatever the chosen one is."""
    catalogue = _catalogue(language if language in LANGUAGES else "en")

    def t(msgid: str, /, **values: object) -> str:
        return _fill(catalogue.gettext(msgid), values)

    return t


def _fill(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = assets.path("locale", language, "LC_MESSAGES", "jetdesk.mo")
    if language == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)
