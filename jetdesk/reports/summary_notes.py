"""The notes for the record of the selection summary: what a reader must know to trust the list."""

from collections.abc import Sequence

from jetdesk.domain.applicant import Status
from jetdesk.domain.selection import Basis, Outcome, Standing, tie_break_name
from jetdesk.domain.summary import RecusalLine, SelectionSummary
from jetdesk.i18n import translator
from jetdesk.reports.blocks import Labelled
from jetdesk.reports.dates import moment
from jetdesk.reports.names import Naming


class Notes:
    """Writes the notes of one summary in one language."""

    def __init__(self, values: SelectionSummary, language: str, naming: Naming) -> None:
        self._values = values
        self._language = language
        self._naming = naming
        self._candidates = {s.candidate.application_no: s.candidate for s in values.ranking.standings}
        self._t = translator(language)
        self._stop, self._comma = ("", "、") if language == "ja" else (" ", ", ")

    def items(self) -> list[Labelled]:
        """The notes in the order in which they are printed."""
        t = self._t
        return [
            Labelled(t("Absent"), self._people(self._values.ranking.with_outcome(Outcome.ABSENT))),
            Labelled(t("Withdrawn"), self._people(self._values.ranking.with_outcome(Outcome.WITHDRAWN))),
            Labelled(t("Recusals"), self._recusals()),
            Labelled(t("Cannot assess"), self._cannot_assess()),
            Labelled(t("Tie-breaks"), self._tie_breaks()),
            Labelled(t("Overrides"), self._overrides()),
            Labelled(t("Score sheets"), self._sheets()),
            Labelled(t("Adjustment"), self._adjustment()),
            Labelled(t("Rubric"), self._rubric()),
            Labelled(t("Sign-off"), self._sign_off()),
            *([Labelled(t("Journal"), self._journal())] if self._values.journal_head else []),
        ]

    def _people(self, standings: Sequence[Standing]) -> str:
        if not standings:
            return self._t("None.")
        return self._sentence(self._comma.join(self._person(s) for s in standings))

    def _person(self, standing: Standing) -> str:
        candidate = standing.candidate
        if self._naming.names != "full":
            return self._naming.called(candidate)
        return self._t("{name} ({capacity})", name=self._naming.called(candidate), capacity=candidate.application_no)

    def _sentence(self, text: str) -> str:
        return self._t("{sentence}.", sentence=text)

    def _recusals(self) -> str:
        if not self._values.recusals:
            return self._t("None.")
        return self._stop.join(map(self._recusal, self._values.recusals))

    def _recusal(self, line: RecusalLine) -> str:
        known = self._candidates.get(line.applicant_no)
        spoken = line.applicant if self._naming.names == "full" else line.applicant_no
        applicant = self._naming.called(known) if known else spoken
        reason = self._naming.veiled(line.reason, line.applicant_no)
        if not reason.strip():
            return self._t("{applicant}: {panelist} recused.", applicant=applicant, panelist=line.panelist)
        return self._t(
            "{applicant}: {panelist} recused ({reason}).", applicant=applicant, panelist=line.panelist, reason=reason
        )

    def _cannot_assess(self) -> str:
        counts = {c: n for c, n in self._values.cannot_assess.items() if n}
        if not counts:
            return self._t("None.")
        known = {c.id: c.title.text(self._language) for c in self._values.rubric.criteria}
        order = [*(c for c in known if c in counts), *sorted(c for c in counts if c not in known)]
        parts = [self._t("{name} ({capacity})", name=known.get(c, c), capacity=counts[c]) for c in order]
        return self._t(
            "{count} of {ratings} ratings were marked “cannot assess” and left out of the means: {criteria}.",
            count=sum(counts.values()),
            ratings=self._values.ratings,
            criteria=self._comma.join(parts),
        )

    def _tie_breaks(self) -> str:
        rules = self._values.ranking.tie_breaks
        words = [f"{number}.\u00a0{self._rule(rule)}" for number, rule in enumerate(rules, 1)]
        sentences = [self._t("Rules in order: {rules}.", rules=self._comma.join(words))] if words else []
        used = [self._used(rule) for rule in (*rules, "application_no")]
        sentences.extend(sentence for sentence in used if sentence)
        if not any(used):
            sentences.append(self._t("No two scores were equal."))
        return self._stop.join(sentences)

    def _rule(self, rule: str) -> str:
        return tie_break_name(rule, self._values.rubric, self._language).text(self._language)

    def _used(self, rule: str) -> str:
        ranks = [str(s.rank) for s in self._values.ranking.ranked if s.tie_break == rule]
        if not ranks:
            return ""
        listed = self._comma.join(ranks)
        if rule in self._values.ranking.tie_breaks:
            number = self._values.ranking.tie_breaks.index(rule) + 1
            return self._t("Rule {number} placed ranks {ranks}.", number=number, ranks=listed)
        return self._t("The {rule} placed ranks {ranks}.", rule=self._rule(rule), ranks=listed)

    def _overrides(self) -> str:
        moved = [s for s in self._values.ranking.standings if s.override]
        return self._stop.join(map(self._override, moved)) or self._t("None.")

    def _override(self, standing: Standing) -> str:
        assert standing.override
        return self._t(
            "{applicant}: rank {before} to {after}, by {by}, {moment}; the reason is in the footnotes.",
            applicant=self._naming.called(standing.candidate),
            before=standing.rank_by_score or "–",
            after=standing.rank or "–",
            by=standing.override.by,
            moment=moment(standing.override.at, self._language),
        )

    def _sheets(self) -> str:
        t, values = self._t, self._values
        sentences = [t("{received} of {expected} received.", received=values.received, expected=values.expected)]
        if values.transcribed:
            sentences.append(t("Entered for the panelist by somebody else: {count}.", count=values.transcribed))
        if values.notes_waived:
            sentences.append(t("Loaded without a required note: {count}.", count=values.notes_waived))
        unscored = [s for s in values.ranking.with_outcome(Outcome.NOT_RECOMMENDED) if s.rank is None]
        unscored = [s for s in unscored if s.candidate.status is not Status.NOT_INVITED]
        if unscored:
            sentences.append(t("Without any score: {people}", people=self._people(unscored)))
        return self._stop.join(sentences)

    def _adjustment(self) -> str:
        if self._values.ranking.basis is not Basis.ADJUSTED:
            return self._t("Not applied: the list is ranked by raw score.")
        return self._t(
            "Applied: the list is ranked by scores that allow for each panelist's severity, estimated from all sheets "
            "of the office (crossed random effects, REML). Raw scores stand beside them."
        )

    def _rubric(self) -> str:
        rubric = self._values.rubric
        return self._t("{title}, version {version}.", title=rubric.title.text(self._language), version=rubric.version)

    def _sign_off(self) -> str:
        done = self._values.sign_off
        if not done:
            return self._t("Not signed off: this is a draft.")
        return self._t("Signed off by {by}, {moment}.", by=done.by, moment=moment(done.at, self._language))

    def _journal(self) -> str:
        return self._t("The list was made from the journal up to entry {entry}.", entry=self._values.journal_head)
