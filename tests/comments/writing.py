"""Sending a comment as a browser does."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

WORDS = {"text": "The wall helped.", "name": "Nia R.", "email": "nia@example.org"}


def send(address: str, client: Client | None = None, **words: Any) -> HttpResponse:
    """Post WORDS with changes to `address`, from a page of the site."""
    headers = {"sec-fetch-site": "same-origin"}
    return (client or Client()).post(address, {**WORDS, **words}, headers=headers)


def soup_of(response: HttpResponse) -> BeautifulSoup:
    """The answer, parsed."""
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: HttpResponse) -> str:
    """The words a reader sees in the main part."""
    return " ".join(soup_of(response).main.get_text(" ").split())
