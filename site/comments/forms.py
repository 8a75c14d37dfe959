"""What a writer fills in. One `clean_` method per field; every message says what to do."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _

from comments.models import Step
from comments.models.comment import MAX_TEXT
from comments.text import DIRECTION_CONTROLS, says_something, tidy

MAX_SECONDS = 24 * 60 * 60
ADDRESS_IN_NAME = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")


def tidied(value: Any) -> str:
    """What was typed, without invisible controls; refuses what cannot be stored or reads out of order."""
    text = str(value or "")
    if "\0" in text:
        raise ValidationError(
            _("There is a null character in it, which cannot be stored. Please type it anew.")
        )
    if DIRECTION_CONTROLS.search(text):
        raise ValidationError(
            _("There are hidden characters in it that turn the direction of reading. Please remove them.")
        )
    return tidy(text)


class PlainTextField(forms.CharField):
    """Text without invisible controls."""

    def to_python(self, value: Any) -> str:
        """Check and tidy before length and emptiness are looked at."""
        text = str(super().to_python(tidied(value)))
        return text if says_something(text) else ""


class PlainEmailField(forms.EmailField):
    """An address as it reads; Django's own field takes invisible characters in a domain."""

    def to_python(self, value: Any) -> str:
        """Without them: they come along when an address is copied. Line ends stay, to be refused."""
        visible = (sign for sign in tidied(value) if unicodedata.category(sign) != "Cf")
        return str(super().to_python("".join(visible)))


class DecoyField(forms.Field):
    """A field that people do not see. It takes anything, so that no message tells a program of it."""

    def to_python(self, value: Any) -> str:
        """What was typed, as far as it can be stored."""
        return tidy(str(value or "")).strip()


class SecondsField(forms.Field):
    """A time that a script puts in; without one, or with one that makes no sense, there is none."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> float | None:
        """Seconds up to a day."""
        try:
            seconds = float(value)
        except (TypeError, ValueError):
            return None
        return seconds if 0 <= seconds <= MAX_SECONDS else None


class WritingForm(forms.Form):
    """What a writer may change for a while: the name and the words."""

    use_required_attribute = True

    text = PlainTextField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something first.")},
    )
    name = PlainTextField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Tell us what to call you. Any name will do."),
            "max_length": _("Please shorten it to %(limit_value)d characters."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "write-%s", "label_suffix": "", **kwargs})

    def clean_name(self) -> str:
        """A name is one line, and no address: whoever mistakes the fields would publish it."""
        name = " ".join(self.cleaned_data["name"].split())
        if ADDRESS_IN_NAME.search(name):
            raise ValidationError(_("Everybody sees the name. Please leave your e-mail address out of it."))
        return name

    def clean_text(self) -> str:
        """Long, but not endless."""
        text = self.cleaned_data["text"]
        if len(text) > MAX_TEXT:
            message = _("This has %(length)s characters. Please shorten it to %(limit)s.")
            params = {"length": floatformat(len(text), "g"), "limit": floatformat(MAX_TEXT, "g")}
            raise ValidationError(message, params=params)
        return text


class CommentForm(WritingForm):
    """A new comment or reply."""

    email = PlainEmailField(
        label=_("E-mail"),
        help_text=_("Never shown."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("We need an address; it is never shown."),
            "max_length": _("Please shorten it to %(limit_value)d characters."),
            "invalid": _("This does not look like an e-mail address, such as nia@example.org."),
        },
    )
    wants_replies = forms.BooleanField(
        label=_("Tell me about replies"),
        help_text=_("By mail, after you have confirmed your address once by a link that we mail to you."),
        required=False,
    )
    exercise = forms.ChoiceField(
        label=_("About"),
        required=False,
        error_messages={"invalid_choice": _("This step is no longer on the page. Please choose anew.")},
    )
    website = DecoyField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )
    seconds = SecondsField(required=False)

    # What tells about the sending and is no part of the comment.
    TRAPS = ("website", "seconds")

    def __init__(self, *args: Any, steps: Sequence[Step] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercise"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole page")),
            *((step.id, f"{step.number}. {step.name}") for step in steps),
        ]
        if not steps:
            del self.fields["exercise"]

    def words(self) -> dict[str, Any]:
        """The cleaned data that make the comment, by the names of its fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.TRAPS}
