"""Text as it is compared and searched: without case, width, accents or unseen characters."""

import unicodedata

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": "'",
                        "’": "'", "‘": "'"})  # fmt: skip
_KANA_MARKS = {"\u3099", "\u309a"}


def same_text(text: str) -> str:
    """For telling whether two names are the same: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def searchable(text: str) -> str:
    """For finding: also without accents (kana keep their voicing marks), Łukasz as lukasz."""
    if text.isascii():
        return " ".join(text.casefold().replace("\0", " ").split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in folded if c in _KANA_MARKS or not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", kept).translate(_PLAIN).replace("\0", " ").split())


def words(text: str) -> tuple[str, ...]:
    """For telling whether names may be the same: also without accents and punctuation, word by word."""
    spread = unicodedata.normalize("NFD", same_text(text))
    return tuple("".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c)).split())
