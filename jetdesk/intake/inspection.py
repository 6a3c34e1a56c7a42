"""Opens a stranger's document far enough to know whether it can be shown. Only ever run in the quarantine."""

import os
import warnings
from pathlib import Path

import pikepdf
from PIL import Image, UnidentifiedImageError

from jetdesk.domain.document import DocumentState
from jetdesk.intake.media import media_type

MAX_PIXELS = 100_000_000
"""An A4 page at 600 dpi has 35 million."""

_IMAGE_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_HEAD = 1024
_TAIL = 2048

State = tuple[DocumentState, int]
"""With the number of pages, 0 where they cannot be counted."""


def inspect(path: Path) -> State:
    """Whatever a parser raises means that the document is damaged: it is not ours to mend."""
    kind = media_type(path)
    try:
        if path.stat().st_size == 0:
            return DocumentState.EMPTY, 0
        if kind == "application/pdf":
            return _inspect_pdf(path)
        if kind in _IMAGE_FORMATS:
            return _inspect_image(path, _IMAGE_FORMATS[kind])
    except Exception:
        return DocumentState.TRUNCATED, 0
    return DocumentState.NOT_WHAT_IT_SAYS, 0


def _inspect_pdf(path: Path) -> State:
    head, tail = _ends(path)
    if b"%PDF-" not in head:
        return DocumentState.NOT_WHAT_IT_SAYS, 0
    # A file without its end mark was cut; qpdf would rebuild what is left of it and say nothing.
    complete = b"%%EOF" in tail
    try:
        with pikepdf.open(path, attempt_recovery=complete) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        return DocumentState.PASSWORD, 0
    return (DocumentState.READABLE, pages) if pages else (DocumentState.TRUNCATED, 0)


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - _TAIL))
        return head, stream.read()


def _inspect_image(path: Path, expected: str) -> State:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=[expected]) as image:
                # Reads a JPEG to its end, but in a 64th of the memory.
                image.draft("RGB", (image.width // 8, image.height // 8))
                image.load()
        except UnidentifiedImageError:
            return DocumentState.NOT_WHAT_IT_SAYS, 0
    return DocumentState.READABLE, 1
