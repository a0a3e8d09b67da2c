"""A planted defect: a server that does not look whether it has an operation already."""

from collections.abc import Sequence
from unittest import mock
from uuid import UUID

from django.apps import AppConfig


class Doubling(AppConfig):
    name = "tests.faults.doubling"

    def ready(self) -> None:
        from pinzhi.field.sync import receiving
        from pinzhi.field.sync.models import Operation
        from pinzhi.field.sync.pushes import Push
        from pinzhi.field.sync.reading import Told

        looked_up = receiving._look_up  # noqa: SLF001 -- a defect is put into it

        def look_up(push: Push, told: Sequence[Told]) -> None:
            looked_up(push, told)
            push.known.rows = {}

        def nothing(_uid: UUID) -> list[Operation]:
            return []

        mock.patch.object(receiving, "_look_up", look_up).start()
        mock.patch.object(receiving, "_of_number", nothing).start()
