"""What is stored under an e-mail address: where it is looked for, and how much there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from comments.mail.addresses import address_of
from comments.models import Block, Comment, Correspondent

CHUNK = 1000


class NotAnAddress(ValueError):  # noqa: N818 - says what it is
    """What was typed cannot be an e-mail address; `str()` says so."""


@dataclass(frozen=True)
class Stored:
    """The keys of the comments, of which `from_desk` were written by staff at the desk, and the numbers of
    others' `answers` to them, of blocks and of records about mail."""

    keys: list[int]
    from_desk: int
    answers: int
    blocks: int
    correspondents: int

    @property
    def comments(self) -> int:
        """How many comments there are."""
        return len(self.keys)

    def __bool__(self) -> bool:
        """Whether there is anything of the person; replies by others are not."""
        return bool(self.keys or self.blocks or self.correspondents)


def read_address(typed: str) -> str:
    """The address that was typed, without space around it. Raises NotAnAddress."""
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnAddress(_("This does not look like an e-mail address, such as nia@example.org.")) from None
    return address


def stored_under(address: str) -> Stored:
    """How much is stored under `address`, however it is capitalised."""
    written = list(comments_of(address).values_list("pk", "account_id"))
    keys = [key for key, _account in written]
    return Stored(
        keys=keys,
        from_desk=sum(account is not None for _key, account in written),
        answers=sum(_answers_to(chunk, address) for chunk in chunks_of(keys)),
        blocks=blocks_of(address).count(),
        correspondents=correspondents_of(address).count(),
    )


def chunks_of(keys: list[int]) -> Iterator[list[int]]:
    """As many at a time as one statement takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def comments_of(address: str) -> QuerySet[Comment]:
    """The comments written with `address`. Reads the whole table: people ask rarely."""
    return Comment.objects.filter(_is("email", address)).order_by()


def _answers_to(keys: list[int], address: str) -> int:
    return Comment.objects.filter(parent__in=keys).exclude(_is("email", address)).count()


def correspondents_of(address: str) -> QuerySet[Correspondent]:
    """What is known of mail to `address`, which is kept in a spelling of its own."""
    return Correspondent.objects.filter(_is("email", address) | Q(email=address_of(address)))


def blocks_of(address: str) -> QuerySet[Block]:
    """The block of `address` itself, not one of its whole domain."""
    return Block.objects.filter(_is("value", address))


def task_records_of(address: str) -> QuerySet[DBTaskResult]:
    """Records of tasks that failed with `address` in their error."""
    spelt = _is("traceback", address, whole=False)
    if mailed := address_of(address):
        spelt |= _is("traceback", mailed, whole=False)
    return DBTaskResult.objects.filter(spelt)


def _is(field: str, address: str, *, whole: bool = True) -> Q:
    """Without regard to case, also in domains that are not ASCII, of which SQLite's LIKE knows no case."""
    if address.isascii():
        return Q(**{f"{field}__{'iexact' if whole else 'icontains'}": address})
    pattern = re.escape(address)
    return Q(**{f"{field}__iregex": f"^{pattern}$" if whole else pattern})
