"""The lists themselves: what would silently do nothing, or do the opposite."""

from pinzhi.standards.compiler.words import (
    role_contexts,
    role_edges,
    role_heads,
    role_modifiers,
)
from pinzhi.standards.compiler.words.verbs import ACTIONS


def test_a_head_stands_in_one_list_only() -> None:
    lists = [role_heads.POSTS, frozenset(role_heads.BOUND), role_heads.DOUBLE, role_heads.TRADES]
    assert sum(map(len, lists)) == len(frozenset().union(*lists))


def test_exceptions_speak_of_known_heads() -> None:
    heads = {
        *role_heads.POSTS,
        *role_heads.BOUND,
        *role_heads.DOUBLE,
        *role_heads.TRADES,
    }
    assert set(role_contexts.NOT_BEFORE) | set(role_contexts.NOT_AFTER) <= heads
    assert role_contexts.SERVICES <= role_heads.DOUBLE


def test_words_next_to_the_head_are_owners() -> None:
    assert role_modifiers.NEXT_TO_HEAD <= role_modifiers.OWNERS


def test_verbs_have_two_characters_or_more() -> None:
    assert [word for word in ACTIONS if len(word) < 2] == []


def test_an_edge_is_no_unit() -> None:
    assert role_edges.EDGES.isdisjoint(role_modifiers.UNITS | role_heads.POSTS)


def test_services_that_stand_somewhere_are_services() -> None:
    assert role_contexts.POSTED_HEADS <= role_heads.DOUBLE
