"""From a template to a mail: plain text, one recipient, and nothing typed by anybody in a header."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template

from comments.models import Letter

MAX_SUBJECT = 150
# What templates leave where they say nothing; a writer's own empty lines are quoted.
EMPTY_LINES = re.compile(r"\n{3,}")


def _nothing() -> None:
    pass


class Mail(NamedTuple):
    """A mail ready to go, what to note when it was `sent`, and what to take back if it surely was not."""

    message: EmailMessage
    sent: Callable[[], object] = _nothing
    not_sent: Callable[[], object] = _nothing


class Later(Exception):  # noqa: N818 - says what to do
    """It cannot be sent yet; `at` says when to look again."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def compose(
    letter: Letter, to: str, root: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> EmailMessage:
    """The mail of `letter` to the address `to`, from `comments/mail/<kind>.txt` and `<kind>_subject.txt`.

    `root` is the scheme and host that stand before every link. The Message-ID is the same whenever
    the letter is sent again, so that mailboxes can tell a copy.
    """
    values = {"root": root, **context}
    message_id = f"<{letter.key}.{letter.pk}.{letter.created_at:%Y%m%d%H%M%S}@{urlsplit(root).hostname}>"
    return EmailMessage(
        subject=one_line(_render(f"{letter.kind}_subject", values)),
        body=EMPTY_LINES.sub("\n\n", _render(letter.kind, values)).strip() + "\n",
        to=[to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated", **(headers or {})},
    )


def quoted(text: str, most: int) -> str:
    """The first `most` characters of a writer's words, each line marked, so that none passes for ours."""
    excerpt = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return "\n".join(f"> {line}".rstrip() for line in excerpt.splitlines())


def one_line(text: str) -> str:
    """`text` as a header can hold it: without line ends and other controls, not too long."""
    line = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(line.split())
    return line if len(line) <= MAX_SUBJECT else line[: MAX_SUBJECT - 1].rstrip() + "…"


def _render(name: str, context: Mapping[str, Any]) -> str:
    """Plain text, so nothing is escaped, whatever a template forgets to say."""
    template: Any = get_template(f"comments/mail/{name}.txt", using="django")
    return template.template.render(Context(dict(context), autoescape=False))
