"""What a sender who has written enough for now is told, and what the program that sent it."""

from datetime import datetime
from math import ceil

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import ngettext


def say_when(form: Form, again_at: datetime) -> None:
    """Add to `form` from when it will be taken: in minutes, too, for the reader's clock may be another."""
    minutes = max(1, ceil(_seconds_until(again_at) / 60))
    message = ngettext(
        "That is a lot in a short time. Please send this again in %(minutes)d minute (from %(time)s on).",
        "That is a lot in a short time. Please send this again in %(minutes)d minutes (from %(time)s on).",
        minutes,
    )
    time = time_format(timezone.localtime(again_at))
    form.add_error(None, message % {"minutes": minutes, "time": time})


def retry_after(response: HttpResponse, again_at: datetime) -> HttpResponse:
    """`response` with the seconds to wait in its header."""
    response["Retry-After"] = str(max(1, round(_seconds_until(again_at))))
    return response


def _seconds_until(moment: datetime) -> float:
    return (moment - timezone.now()).total_seconds()
