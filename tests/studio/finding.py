"""Find a proposal by words of its passage."""

from pinzhi.standards.models import Document, Proposal


def ask_of(document: Document, words: str, nth: int = 0) -> Proposal:
    asks = Proposal.objects.filter(passage__document=document, passage__text__contains=words)
    return list(asks.order_by("order", "pk"))[nth]
