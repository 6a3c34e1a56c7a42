"""Japanese words for reports under test, so that a page looks the same whatever the catalogue says today."""

import gettext
from pathlib import Path

import pytest

from jetdesk import i18n

WORDS = Path(__file__).with_name("words_ja.tsv")


class Words(gettext.NullTranslations):
    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words[message]


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports in Japanese find every word; a word that is not listed fails the test."""
    lines = WORDS.read_text("utf-8").splitlines()
    catalogues = {"ja": Words(dict(line.split("\t") for line in lines)), "en": gettext.NullTranslations()}
    monkeypatch.setattr(i18n, "_catalogue", catalogues.__getitem__)
