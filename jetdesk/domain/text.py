"""Text as it is compared and searched: without case, width, accents or unseen characters."""

import unicodedata

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": "'",
                        "’": "'", "‘": "'"})  # fmt: skip
_KANA_MARKS = {0x3099, 0x309A}


class _Bare(dict[int, int | None]):
    """For str.translate: drops what combines, but the marks of kana. Remembers what it was asked."""

    def __missing__(self, character: int) -> int | None:
        dropped = character not in _KANA_MARKS and unicodedata.combining(chr(character))
        self[character] = None if dropped else character
        return self[character]


_BARE = _Bare()


def same_text(text: str) -> str:
    """For telling whether two names are the same: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def searchable(text: str) -> str:
    """For finding: also without accents (kana keep their voicing marks), Łukasz as lukasz."""
    if text.isascii():
        return " ".join(text.casefold().replace("\0", " ").split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = unicodedata.normalize("NFC", folded.translate(_BARE))
    return " ".join(bare.translate(_PLAIN).replace("\0", " ").split())


def words(text: str) -> tuple[str, ...]:
    """For telling whether names may be the same: also without accents and punctuation, word by word."""
    spread = unicodedata.normalize("NFD", same_text(text))
    return tuple("".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c)).split())
