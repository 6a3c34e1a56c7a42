"""The hash printed on a report: over what it says, not over the file, so that two prints of one list agree."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256


def content_hash(values: object) -> str:
    """SHA-256 over the values as JSON: records as objects with sorted keys, times in ISO 8601, ASCII only."""
    text = json.dumps(
        values, default=_plain, sort_keys=True, check_circular=False, ensure_ascii=True, separators=(",", ":")
    )
    return sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a report")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
