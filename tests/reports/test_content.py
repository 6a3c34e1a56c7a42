from dataclasses import replace

import pytest

from jetdesk.reports.content import content_hash
from jetdesk.reports.document import grouped
from tests.reports.sample import summary


def test_equal_values_have_one_hash_and_any_difference_another():
    values = summary(6)
    assert content_hash(values) == content_hash(summary(6))
    assert content_hash(values) != content_hash(replace(values, applied=values.applied + 1))
    assert content_hash(values) != content_hash(replace(values, sign_off=None))


def test_the_order_of_a_mapping_does_not_matter():
    assert content_hash({"b": 1, "a": 2}) == content_hash({"a": 2, "b": 1})


def test_text_of_any_kind_can_be_hashed_and_objects_cannot():
    assert len(content_hash("\ud800 日本 \x00")) == 64
    with pytest.raises(TypeError):
        content_hash(object())


def test_the_printed_part_is_sixteen_digits_in_fours():
    assert grouped("7f3a91c40e5db862ffff") == "7f3a 91c4 0e5d b862"
