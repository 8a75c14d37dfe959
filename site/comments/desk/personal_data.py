"""What is stored under an e-mail address: looked up, handed out, erased. The address is only ever posted."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from comments.desk import crumbs
from comments.desk.rights import moderators_only
from comments.privacy.erasure import erase_all
from comments.privacy.personal_data import export
from comments.privacy.stored import NotAnAddress, Stored, read_address, stored_under


class AddressForm(forms.Form):
    """Whose data is meant."""

    address = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the address first.")},
    )

    def clean_address(self) -> str:
        """As it is looked for."""
        try:
            return read_address(self.cleaned_data["address"])
        except NotAnAddress as error:
            raise forms.ValidationError(str(error)) from None


@sensitive_post_parameters("address")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def personal_data(request: HttpRequest) -> HttpResponse:
    """Asks for an address; a post shows how much there is, or does what the pressed button says (`do`)."""
    form = AddressForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    address, do = form.cleaned_data["address"], request.POST.get("do", "")
    if do == "export":
        return _download(address)
    if do == "erase":
        return _erased(request, erase_all(address, request.user))
    return _page(request, form, stored=stored_under(address), address=address)


def _page(request: HttpRequest, form: AddressForm, status: int = 200, **context: Any) -> HttpResponse:
    context = {"form": form, **context, **crumbs.header(_("Personal data"))}
    return render(request, "comments/desk/personal_data.html", context, status=status)


def _download(address: str) -> HttpResponse:
    response = JsonResponse(export(address), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    return response


def _erased(request: HttpRequest, stored: Stored) -> HttpResponse:
    """Leads to the empty form, so that going back or reloading erases nothing anew."""
    told = ngettext(
        "All that was stored under the address is erased: %(number)d comment.",
        "All that was stored under the address is erased: %(number)d comments.",
        stored.comments,
    )
    messages.success(request, told % {"number": stored.comments})
    response = redirect("comments_desk:personal_data")
    response.status_code = 303
    return response
