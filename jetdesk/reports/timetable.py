"""The printed timetable: a page or more for every day of every panel, or of every room."""

from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.office import AFFILIATION_NAMES
from jetdesk.domain.summary import Member
from jetdesk.domain.timetable_paper import By, PaperPanel, Section, TimetablePaper
from jetdesk.i18n import Message, msg, translator
from jetdesk.reports.bilingual import Languages, Speech
from jetdesk.reports.blocks import Head, Labelled, first_head, labelled_lines, paragraph, running_head
from jetdesk.reports.content import content_hash
from jetdesk.reports.dates import full_day, moment
from jetdesk.reports.document import Foot, Properties, Report, grouped, render
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.names import Names, Naming
from jetdesk.reports.style import MM, NOTE, PAPERS, for_language
from jetdesk.reports.table import place_table
from jetdesk.reports.timetable_table import TimetableTable, candidate

SUFFIX: dict[str, str] = {"en": "", "ja": "-ja", "both": "-en-ja"}


@dataclass(frozen=True, slots=True)
class TimetableOptions:
    """How the timetable is printed, and whether for panels or for rooms."""

    language: Languages = "en"
    paper: Literal["a4", "letter"] = "a4"
    names: Names = "full"
    by: By = "panel"


def timetable_report(values: TimetablePaper, options: TimetableOptions) -> Report:
    """The timetable as a PDF. Equal values and options give equal bytes; the hash is over the values alone."""
    flow = placed_timetable(values, options)
    digest = content_hash(values)
    number = values.document_no + SUFFIX[options.language]
    say = Speech(options.language)
    t = translator(say.languages[0])
    made = t("Made {moment}", moment=moment(values.made_at, say.languages[0]))
    foot = Foot(
        (t("Document {number}", number=number), made, f"SHA-256  {grouped(digest)}"),
        lambda page, pages: t("Page {page} of {pages}", page=page, pages=pages),
    )
    about = Properties(f"{say(msg('Timetable'))} ({number})", say.languages[0])
    pdf = render(flow.paper, flow.pages, flow.setter, foot, about)
    return Report(pdf, len(flow.pages), number, digest, flow.setter.missing)


def placed_timetable(values: TimetablePaper, options: TimetableOptions) -> Flow:
    """The pages of the timetable without their feet: where every word stands."""
    return _Timetable(values, options).placed()


class _Timetable:
    """Places one section after the other, each from the top of a page with its own head."""

    def __init__(self, values: TimetablePaper, options: TimetableOptions) -> None:
        self.values = values
        self.options = options
        self.say = Speech(options.language)
        self.naming = Naming((candidate(each) for each in values.interviews), options.names)
        self._head = Head("", "", "", ())
        self._begins = False

    def placed(self) -> Flow:
        flow = Flow(PAPERS[self.options.paper], Typesetter(), self._turned)
        for at, section in enumerate(self.values.sections(self.options.by)):
            self._head, self._begins = self._head_of(section), True
            if at:
                flow.turn()
            else:
                self._turned(flow)
            self._section(flow, section)
        return flow

    def _turned(self, flow: Flow) -> None:
        """A section begins with the whole head; its later pages have one running line."""
        if self._begins:
            first_head(flow, self._head)
            self._begins = False
        else:
            running_head(self._head)(flow)

    def _head_of(self, section: Section) -> Head:
        values = self.values
        title = self.say(self._title(section))
        subtitle = self.say.each(lambda language: self._subtitle(section, language), between="\n")
        office = self.say.each(values.office.name_in)
        return Head(office, title, subtitle, (self.say(msg("Confidential")),))

    def _title(self, section: Section) -> Message:
        if self.options.by == "panel":
            return msg("Timetable, panel {label}", label=section.label)
        if section.label:
            return msg("Timetable, {room}", room=section.label)
        return msg("Timetable, without a room")

    def _subtitle(self, section: Section, language: str) -> str:
        cycle = msg("JET Program, {year} cycle.", year=self.values.office.cycle.year).text(language)
        return f"{full_day(section.day, language)}{'  ' if language == 'ja' else '. '}{cycle}"

    def _section(self, flow: Flow, section: Section) -> None:
        flow.y += 4.4 * MM
        labelled_lines(flow, self._people(section))
        flow.y += 2 * MM
        table = TimetableTable(self.say, self.naming, flow, with_panel=self.options.by == "room")
        place_table(flow, table.made(section))
        style = for_language(NOTE, self.say.languages[-1])
        for at, text in enumerate(self._key(section)):
            flow.y += 2.8 * MM if at == 0 else 1.6 * MM
            paragraph(flow, text, style)

    def _people(self, section: Section) -> list[Labelled]:
        if self.options.by == "room":
            return [self._panel(panel) for panel in section.panels]
        room = section.panels[0].room.strip() or self.say(msg("None"))
        members = [Labelled(self.say(msg("Members")), self._members(panel)) for panel in section.panels]
        return [Labelled(self.say(msg("Room")), room), *members]

    def _panel(self, panel: PaperPanel) -> Labelled:
        return Labelled(self.say(msg("Panel {label}", label=panel.label)), self._members(panel))

    def _members(self, panel: PaperPanel) -> str:
        return self.say.comma.join(self._member(member) for member in panel.members)

    def _member(self, member: Member) -> str:
        affiliation = AFFILIATION_NAMES.get(member.affiliation)
        known = [self.say(affiliation)] if affiliation else []
        capacity = self.say.comma.join((*known, *([self.say(msg("chair"))] if member.chair else [])))
        if not capacity:
            return member.name
        return msg("{name} ({capacity})", name=member.name, capacity=capacity).text(self.say.languages[0])

    def _key(self, section: Section) -> list[str]:
        """What guests and those who step out are, in each language, where there are any."""
        said: list[Message] = []
        if any(each.guests for each in section.interviews):
            said.append(msg("Guest: a panelist of another panel who scores this interview too."))
        if any(each.steps_out for each in section.interviews):
            said.append(msg("Steps out: a member who is recused and is not in the room for this interview."))
        return [text.text(language) for language in self.say.languages for text in said]
