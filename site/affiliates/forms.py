"""The forms of paid links and programmes: every mistake is told at its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from affiliates.destinations import MAX_LENGTH, tidy_destination, tidy_host


class LinkForm(WagtailAdminModelForm):
    """A paid link."""

    destination = forms.CharField(
        label=_("Destination"),
        max_length=MAX_LENGTH,
        help_text=_("The address at the shop, with the tag that earns the commission. Starts with https://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )

    class Meta(WagtailAdminModelForm.Meta):
        error_messages = {
            "slug": {"unique": _("Another paid link has this slug. Choose another one.")},
            "programme": {"required": _("Choose the programme that pays for it.")},
        }

    def clean_destination(self) -> str:
        """As it is stored."""
        return tidy_destination(self.cleaned_data["destination"])


class ProgrammeForm(WagtailAdminModelForm):
    """A programme; hosts and parameters may be pasted as they stand in an address."""

    class Meta(WagtailAdminModelForm.Meta):
        error_messages = {"name": {"unique": _("There is a programme with this name.")}}

    def clean_hosts(self) -> str:
        """One tidy host a line, each once."""
        return _tidied(self.cleaned_data["hosts"], _host)

    def clean_parameters(self) -> str:
        """One name a line, each once."""
        return _tidied(self.cleaned_data["parameters"], _parameter)


def _tidied(text: str, tidy: Any) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(dict.fromkeys(tidy(line) for line in lines if line))


def _host(line: str) -> str:
    """ "https://www.shop.example/" is meant as "shop.example", which covers what is below it, too."""
    name = line.partition("://")[2] or line
    return tidy_host(name.partition("/")[0]).removeprefix("www.")


def _parameter(line: str) -> str:
    """ "?tag=plumb-20" is meant as "tag"."""
    name = line.lstrip("?&").partition("=")[0].strip().lower()
    if not name or set(name) & set(" &?#/"):
        raise ValidationError(
            gettext("“%(line)s” is no name of a parameter, such as tag."), params={"line": line[:80]}
        )
    return name
