"""The rounds among a person's tasks, as a phone is told of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from pinzhi.plans.models import Walk


def rounds_of(tasks: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    """By task: how its points follow each other, and the points in the order drawn. One query."""
    rows = Walk.objects.filter(pk__in=tasks).values_list("pk", "order", "stops")
    return {pk: {"order": order, "stops": stops} for pk, order, stops in rows}


def places_of(told: Mapping[str, Any] | None) -> list[int]:
    return [stop["place"] for stop in told["stops"]] if told else []
