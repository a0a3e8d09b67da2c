from pinzhi.bench.compiling import regulation
from pinzhi.standards.compiler.document import compile_document


def test_regulation_has_the_size_and_asks_for_something() -> None:
    text = regulation(5_000)
    assert 5_000 <= len(text.encode()) < 5_300
    found = {one.key for clause in compile_document("a", text).clauses for one in clause.founds}
    assert {"recurrence", "time_limit", "forms", "roles", "quantities", "money"} <= found
