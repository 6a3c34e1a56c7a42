"""What kind of file a name promises."""

from pathlib import Path

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def media_type(path: Path) -> str:
    """By the ending of the name alone; application/octet-stream where it is none of ours."""
    return MEDIA_TYPES.get(path.suffix.strip().lower(), "application/octet-stream")
