"""A body's tables as the stream data that Wagtail stores."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import linebreaks
from wagtail.models import Page

from affiliates.models import AffiliateLink
from demo.content import check, check_each, found
from demo.files import Shelf, poster_name
from demo.inline_exercises import InlineExercises
from demo.paid_links import link_products
from demo.publishing import link_pages


class Body:
    """The body of one article or page. `place` says where it was read, for messages."""

    def __init__(
        self,
        place: str,
        pages: dict[str, Page],
        links: dict[str, AffiliateLink],
        shelf: Shelf,
        exercises: InlineExercises,
    ) -> None:
        self.place = place
        self.pages = pages
        self.links = links
        self.shelf = shelf
        self.exercises = exercises
        self.video = ""

    def stream(self, tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a block for each table, with the same ids each time; raises ContentError."""
        self.video = next((table.get("file", "") for table in tables if table["type"] == "video"), "")
        return [
            {"type": table["type"], "value": self._value(table, number), "id": self._id(number)}
            for number, table in enumerate(tables, start=1)
        ]

    def _value(self, table: dict[str, Any], number: int) -> Any:
        place = f"{self.place}, block {number}"
        write: Callable = found(self._writers, table["type"], place)
        return write(check(table, f"{table['type']} block", place), place)

    @property
    def _writers(self) -> dict[str, Callable]:
        return {
            "paragraph": lambda table, place: self._rich_text(table["html"], place),
            "heading": lambda table, place: table["text"],
            "quote": self._quote,
            "picture": self._picture,
            "video": self._video,
            "exercise_list": self._exercise_list,
            "safety_note": lambda table, place: {
                "heading": table["heading"],
                "items": "\n".join(table["items"]),
            },
            "questions": self._questions,
            "callout": self._callout,
            "product": self._product,
            "table": _table,
            "references": self._references,
        }

    def _quote(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        speaker = found(self.pages, table["speaker"], place).pk if table.get("speaker") else None
        typed = {name: table.get(name, "") for name in ("speaker_name", "speaker_role")}
        return {"text": table["text"], "speaker": speaker, **typed}

    def _picture(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        image = self.shelf.picture(table["file"], table["caption"], table["alt"])
        return {"picture": {"image": image.pk, "alt_text": table["alt"]}, "caption": table["caption"]}

    def _video(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {
            "file": self.shelf.video(table["file"], table["title"]).pk,
            "title": table["title"],
            "poster": self.shelf.picture(poster_name(table["file"]), table["title"]).pk,
            "transcript": linebreaks("\n\n".join(table["transcript"]), autoescape=True),
        }

    def _exercise_list(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        tables = check_each(table["exercises"], "exercise in an article", place)
        values = (
            self.exercises.value(one, self.video, f"{place}, exercise {number}")
            for number, one in enumerate(tables, start=1)
        )
        return {"heading": table["heading"], "exercises": list(self._items(values, place))}

    def _questions(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        tables = check_each(table["items"], "question", place)
        values = (
            {"question": one["question"], "answer": self._rich_text(one["answer_html"], place)}
            for one in tables
        )
        return {"items": list(self._items(values, place))}

    def _callout(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        link = found(self.links, table["product"], place).pk
        return {"text": table["text"], "link": link, "style": table["style"]}

    def _product(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"link": found(self.links, table["product"], place).pk, "button": table["button"]}

    def _rich_text(self, html: str, place: str) -> str:
        return link_products(link_pages(html, self.pages, place), self.links, place)

    def _references(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"items": list(self._items(check_each(table["items"], "reference", place), place))}

    def _items(self, values: Iterable[Any], place: str) -> Iterator[dict[str, Any]]:
        # Without an id Wagtail drops an item's content.
        for number, value in enumerate(values, start=1):
            yield {"type": "item", "value": value, "id": self._id(f"{place}, {number}")}

    def _id(self, name: str | int) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.place}#{name}"))


def _table(table: dict[str, Any], place: str) -> dict[str, Any]:
    return {
        "data": [table["header"], *table["rows"]],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": table["caption"],
    }
