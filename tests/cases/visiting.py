"""Ask for the pages of a case, in English, as somebody."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Staff

Queries = Any


def get(client: Client, who: Staff, name: str, *args: object, **query: str) -> HttpResponse:
    client.force_login(who)
    answer: Any = client.get(reverse(name, args=args), query, headers={"accept-language": "en"})
    found: HttpResponse = answer
    return found


def post(client: Client, who: Staff, name: str, *args: object, **body: object) -> HttpResponse:
    client.force_login(who)
    answer: Any = client.post(reverse(name, args=args), body, headers={"accept-language": "en"})
    found: HttpResponse = answer
    return found


def get_quietly(client: Client, address: str) -> HttpResponse:
    answer: Any = client.get(address)
    found: HttpResponse = answer
    return found
