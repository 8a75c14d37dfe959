"""How many comments wait: in the menu, on the admin's home and on the desk."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from comments.models import Comment

COUNTED = 10_000


def number_waiting() -> int:
    """How many wait, counted only a little beyond COUNTED, so that a flood makes no page slow."""
    return Comment.objects.waiting().order_by()[: COUNTED + 1].count()


def in_short(number: int) -> str:
    """`number` where there is little room: as in_words() shows it, but "10k+" where it ends."""
    return _("10k+") if number > COUNTED else intcomma(number)


def in_words(number: int) -> str:
    """`number` as it is shown, with a plus where it was not counted further."""
    return f"{intcomma(COUNTED)}+" if number > COUNTED else intcomma(number)
