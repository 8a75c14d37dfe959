"""How a moderator wants to hear of what waits."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from comments.desk import crumbs
from comments.desk.rights import moderators_only
from comments.mail.moderators import how_of
from comments.models import MailPreference


class MailPreferenceForm(forms.Form):
    """One choice."""

    how = forms.ChoiceField(
        label=_("When comments wait"),
        choices=MailPreference.How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def mail_preference(request: HttpRequest) -> HttpResponse:
    """The form, and where it is stored."""
    form = MailPreferenceForm(
        request.POST if request.method == "POST" else None, initial={"how": how_of(request.user)}
    )
    if request.method == "POST" and form.is_valid():
        _store(request.user, form.cleaned_data["how"])
        messages.success(request, _("Saved."))
        return redirect("comments_desk:mail")
    context = {"form": form, **crumbs.header(str(_("Mail about comments")))}
    return render(request, "comments/desk/mail_preference.html", context)


def _store(user: Any, how: str) -> None:
    """From now on: what waits already is not mailed one by one."""
    if how == how_of(user) and MailPreference.objects.filter(pk=user.pk).exists():
        return
    MailPreference.objects.update_or_create(user=user, defaults={"how": how, "since": timezone.now()})
