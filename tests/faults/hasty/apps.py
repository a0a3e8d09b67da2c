"""A planted defect: a server that gives receipts for what it will write down in a moment."""

from collections.abc import Iterable
from threading import Timer
from unittest import mock

from django.apps import AppConfig

SOON = 1.0  # seconds


class Hasty(AppConfig):
    name = "tests.faults.hasty"

    def ready(self) -> None:
        from django.db import connection, transaction

        from pinzhi.field.sync import receiving, views
        from pinzhi.field.sync.pushes import Answer, Push, Sent

        receive = receiving.receive

        def receive_soon(push: Push, sent: Iterable[Sent]) -> list[Answer]:
            operations = list(sent)
            again = Push(push.by, device=push.device, now=push.now, sent_at=push.sent_at)

            def write() -> None:
                receive(again, operations)
                connection.close()

            with transaction.atomic():
                answers = receive(push, operations)
                transaction.set_rollback(True)
            Timer(SOON, write).start()
            return answers

        mock.patch.object(views, "receive", receive_soon).start()
