"""Mappings of exports that were loaded before."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from jetdesk.desk import tables as t


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping as TOML, and the headings (as compared, in the order of the alphabet) of the export it was for."""

    id: str
    title: str
    headings: tuple[str, ...]
    source: str


def list_mappings(connection: Connection) -> tuple[Remembered, ...]:
    """By title."""
    query = select(t.mapping).where(t.mapping.c.deleted.is_not(True)).order_by(t.mapping.c.title, t.mapping.c.id)
    return tuple(
        Remembered(row.id, row.title or "", tuple(map(str, json.loads(row.headings or "[]"))), row.source or "")
        for row in connection.execute(query)
    )
