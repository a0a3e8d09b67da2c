from pinzhi.standards.comparing_documents.wording import sentence, without


def around(text: str, words: str) -> str:
    at = text.index(words)
    return sentence(text, at, at + len(words))


def test_sentence_stops_at_its_ends() -> None:
    assert around("先擦玻璃。再每周擦栏杆；后收工具。", "每周") == "再每周擦栏杆"


def test_sentence_of_a_long_one_keeps_to_the_near_parts() -> None:
    text = "前言" * 20 + "，班长要在现场，每天看一次泵房的积水情况，" + "后话" * 20
    assert around(text, "每天") == "班长要在现场，每天看一次泵房的积水情况"


def test_sentence_without_commas_stays_whole() -> None:
    text = "泵房" * 40 + "每天看"
    assert around(text, "每天") == text


def test_without_takes_the_value_away_once() -> None:
    assert without("每天擦栏杆每天", "每天") == " 擦栏杆每天"


def test_without_keeps_a_wording_that_says_nothing_else() -> None:
    assert without("日检", "日检") == "日检"
