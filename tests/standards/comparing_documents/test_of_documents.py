from pinzhi.standards.comparing_documents.facts import Fact
from pinzhi.standards.comparing_documents.of_documents import facts_of_document
from pinzhi.standards.compiler.document import compile_document

TEXT = """一、泵房管理
1、水泵工每天巡视水泵1次。填写《泵房日志》。
2、发现漏水，水泵工10分钟内报告工程主管。
3、水泵工每天巡视水泵1次。
二、奖惩
1、漏巡一次罚款50元。得分90分以上为优秀。
"""


def facts(kind: str, text: str = TEXT) -> list[Fact]:
    return [fact for fact in _all(text) if fact.kind == kind]


def _all(text: str) -> list[Fact]:
    return list(facts_of_document("pump.txt", compile_document("pump.txt", text)))


def test_facts_of_document_gives_what_each_kind_states() -> None:
    assert [fact.value for fact in _all(TEXT) if fact.kind != "roles"] == [
        ("1", "1", "day"),
        ("泵房日志",),
        ("10", "minute"),
        ("penalty", "50", ""),
        ("优秀", "90", ""),
    ]


def test_facts_of_document_names_a_post_once() -> None:
    assert [fact.value for fact in facts("roles")] == [("水泵工",), ("工程主管",)]


def test_facts_of_document_counts_the_same_words_once_and_other_words_again() -> None:
    more = TEXT + "2、集水坑每天巡视1次。\n"
    assert [len(facts("recurrence", text)) for text in (TEXT, more)] == [1, 2]


def test_facts_of_document_keep_sentence_heading_and_place() -> None:
    [fact] = facts("time_limit")
    [text] = fact.texts
    assert fact.place == "pump.txt 2"
    assert text.around == "泵房管理"
    assert "报告工程主管" in text.words
    assert "10分钟" not in text.words


def test_facts_of_document_take_no_sentence_for_a_heading() -> None:
    text = "泵房每月检修一次，由工程部安排；\n(1)水泵每天巡视1次。\n"
    assert {text.around for fact in facts("recurrence", text) for text in fact.texts} == {""}
