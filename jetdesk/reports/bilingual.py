"""Words of a report in one language, or in two beside each other."""

from collections.abc import Callable
from typing import Literal

from jetdesk.i18n import Message

Languages = Literal["en", "ja", "both"]

BESIDE, BELOW = " / ", "\n"


class Speech:
    """Says everything in each of the report's languages; what is the same in both is said once."""

    def __init__(self, languages: Languages) -> None:
        self.languages: tuple[Literal["en", "ja"], ...] = ("en", "ja") if languages == "both" else (languages,)

    @property
    def comma(self) -> str:
        return "、" if self.languages == ("ja",) else ", "

    def __call__(self, message: Message, between: str = BESIDE) -> str:
        return self.each(message.text, between)

    def each(self, write: Callable[[str], str], between: str = BESIDE) -> str:
        """What `write` gives for each language."""
        return between.join(dict.fromkeys(write(language) for language in self.languages))
