"""The parts of the graph of scores, and what joins them."""

from hypothesis import given
from hypothesis import strategies as st

from jetdesk.fairness.connectivity import Bridge, bridges, components, weak_links
from jetdesk.fairness.scores import Scores

PAIRS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("PQRSTU")), min_size=1, max_size=16)


def scores(pairs: "set[tuple[str, str]] | list[tuple[str, str]]") -> Scores:
    return Scores.of((a, p, 3.0) for a, p in pairs)


def parts_by_walking(pairs: set[tuple[str, str]]) -> set[frozenset[str]]:
    nodes = {node for pair in pairs for node in pair}
    found = set()
    while nodes:
        part, fresh = set(), {nodes.pop()}
        while fresh:
            part |= fresh
            fresh = {b for a, b in [*pairs, *((p, a) for a, p in pairs)] if a in fresh} - part
        nodes -= part
        found.add(frozenset(part))
    return found


@given(PAIRS)
def test_parts_are_those_that_walking_finds(pairs: set[tuple[str, str]]) -> None:
    found = components(scores(pairs))
    assert {frozenset((*part.applicants, *part.panelists)) for part in found} == parts_by_walking(pairs)


@given(PAIRS)
def test_the_bridges_join_everything_and_none_is_too_many(pairs: set[tuple[str, str]]) -> None:
    named = bridges(scores(pairs))
    assert len(named) == len(components(scores(pairs))) - 1
    joined = pairs | {(bridge.applicant, bridge.panelist) for bridge in named}
    assert len(components(scores(joined))) == 1


def test_a_recused_panelist_is_no_bridge() -> None:
    apart = [("a", "P"), ("b", "P"), ("c", "Q")]
    assert bridges(scores(apart)) == (Bridge("a", "Q"),)
    assert bridges(scores(apart), {("a", "Q")}) == (Bridge("b", "Q"),)
    assert bridges(scores(apart), {("a", "Q"), ("b", "Q")}) == (Bridge("c", "P"),)


def test_panels_joined_by_single_applicants_are_weakly_linked() -> None:
    panel = [("a", "P"), ("a", "Q"), ("b", "P"), ("b", "Q"), ("c", "R"), ("c", "S"), ("d", "R"), ("d", "S")]
    assert weak_links(scores([*panel, ("b", "R")])) == (("P", "Q"), ("R", "S"))
    assert weak_links(scores([*panel, ("b", "R"), ("a", "R")])) == ()
