"""Finds the resources: beside the package in a checkout, inside it in an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds fonts, icons, locale, rubrics and sample."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    return root().joinpath(*parts)
