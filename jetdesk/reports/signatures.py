"""Lines to sign on, two a row, at the foot of the last page, with an optional dashed box for a seal."""

from collections.abc import Sequence
from dataclasses import dataclass

from jetdesk.reports.blocks import heading
from jetdesk.reports.flow import Flow
from jetdesk.reports.style import BODY, BODY_NAME, CENTRE, HEAD_LINE, HEADING, INK, MM, NOTE, RIGHT

SEAL = 16 * MM
_PITCH = 21.4 * MM
_HEAD = 17 * MM
_GUTTER = 11 * MM


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; an empty name leaves room to write one."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The block: words for its heading, for the remark at the right, and for the fields."""

    title: str
    remark: str
    date: str
    seal: str
    signers: tuple[Signer, ...]
    seal_boxes: bool = True


def signatures_height(flow: Flow, block: Signatures) -> float:
    """The room the block takes, at most a page: what is longer runs over."""
    return min(_HEAD + sum(_heights(flow, block)), flow.paper.bottom - flow.paper.top - 20 * MM)


def place_signatures(flow: Flow, block: Signatures) -> None:
    """Place the block at the foot of the last page; a pair never splits."""
    flow.need(signatures_height(flow, block))
    flow.y = max(flow.y, flow.paper.bottom - _HEAD - sum(_heights(flow, block)))
    _place_heading(flow, block)
    for pair, height in zip(_pairs(block), _heights(flow, block), strict=True):
        if flow.need(height):
            _place_heading(flow, block)
        for side, signer in enumerate(pair):
            _place_signer(flow, block, signer, side)
        flow.y += height


def _pairs(block: Signatures) -> list[Sequence[Signer]]:
    return [block.signers[at : at + 2] for at in range(0, len(block.signers), 2)]


def _heights(flow: Flow, block: Signatures) -> list[float]:
    return [max(_height(flow, block, signer) for signer in pair) for pair in _pairs(block)]


def _height(flow: Flow, block: Signatures, signer: Signer) -> float:
    names, roles = _texts(flow, block, signer)
    return max(_PITCH, 10 * MM + len(names) * BODY.line + len(roles) * NOTE.line + 3 * MM)


def _place_heading(flow: Flow, block: Signatures) -> None:
    heading(flow, block.title)
    room = flow.paper.measure - flow.width(block.title, HEADING) - 8 * MM
    for line in flow.lines(block.remark, NOTE, room)[:1]:
        flow.words(flow.paper.right, flow.y, line, NOTE, RIGHT)
    flow.across(flow.y + 2.5 * MM, HEAD_LINE, INK)
    flow.y += 6.8 * MM


def _half(flow: Flow) -> float:
    return (flow.paper.measure - _GUTTER) / 2


def _line(flow: Flow, block: Signatures) -> float:
    return _half(flow) - (SEAL + 3.4 * MM if block.seal_boxes else 0)


def _texts(flow: Flow, block: Signatures, signer: Signer) -> tuple[list[str], list[str]]:
    """Name and role in lines; the name leaves room for the date."""
    line = _line(flow, block)
    return flow.few_lines(signer.name, BODY_NAME, 0.7 * line, 3), flow.few_lines(signer.role, NOTE, 0.7 * line, 3)


def _place_signer(flow: Flow, block: Signatures, signer: Signer, side: int) -> None:
    x = flow.paper.left + side * (_half(flow) + _GUTTER)
    line, y = _line(flow, block), flow.y + 8.2 * MM
    names, roles = _texts(flow, block, signer)
    flow.rule(x, y, x + line, y, HEAD_LINE, INK)
    flow.words(x + 0.74 * line, y + 3.9 * MM, block.date, NOTE)
    low = flow.block(x, y + 4.4 * MM, names, BODY_NAME)
    flow.block(x, low + 3.9 * MM, roles, NOTE)
    if block.seal_boxes:
        left = x + _half(flow) - SEAL
        flow.box(left, flow.y, SEAL, SEAL, dashed=True)
        flow.words(left + SEAL / 2, flow.y + SEAL / 2 + NOTE.rise, block.seal, NOTE, CENTRE)
