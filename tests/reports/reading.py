"""Reading a report back: its text, and what stands outside the frame of its pages."""

from io import BytesIO

from pypdf import PdfReader

from jetdesk.reports.flow import Flow


def bare(text: str) -> str:
    """Without white space, which a PDF does not keep."""
    return "".join(text.split())


def read(pdf: bytes) -> str:
    return bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def outside(flow: Flow) -> list[object]:
    """Every mark that leaves the frame between the margins, and words too small to print."""
    paper, found = flow.paper, []
    for page in flow.pages:
        for words in page.words:
            across = paper.left - 0.01 <= words.x and words.x + words.width <= paper.right + 0.01
            down = paper.top <= words.y <= paper.bottom + 0.01
            if not across or not down or words.style.size < 7:
                found.append(words)
        for rule in page.rules:
            across = paper.left - 0.01 <= rule.x <= rule.to_x <= paper.right + 0.01
            if not across or rule.to_y > paper.bottom + 0.01:
                found.append(rule)
        for box in page.boxes:
            if box.x < paper.left or box.x + box.width > paper.right + 0.01 or box.y + box.height > paper.bottom + 0.01:
                found.append(box)
    return found
