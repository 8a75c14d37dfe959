"""Reporting a published comment: a page of its own, which needs neither script nor name.

Answers to a post: 303 when it is stored, 422 with messages at the fields, 403 from elsewhere, 404 where
readers see no such comment, 413 too large, 429 too often.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comments.address import client_address
from comments.earlier import TooMany
from comments.models import Comment
from comments.origin import from_here_only
from comments.reading import Entry, shown_entry
from comments.report_form import ReportForm
from comments.reporting import report
from comments.size import small_only
from comments.views.subject import page_or_404
from comments.views.too_many import retry_after, say_when
from comments.views.unlisted import form_again, noindex


@from_here_only
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The comment and the form; a post reports it."""
    page, entry = _found_or_404(pk)
    if request.method != "POST":
        return _form_page(request, page, entry, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form_page(request, page, entry, form, 422)
    try:
        stored = report(entry.comment, form.cleaned_data, client_address(request))
    except TooMany as refused:
        return _too_many(request, page, entry, form, refused)
    if stored is None:
        raise _gone()
    response = redirect("comments:reported", pk)
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    return noindex(response)


@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a report leads: it says the same whether or not this one was sent before."""
    page, entry = _found_or_404(pk)
    return noindex(render(request, "comments/report_thanks.html", {"subject": page, "entry": entry}))


def _found_or_404(pk: int) -> tuple[Any, Entry]:
    comment = Comment.objects.only("pk", "page").filter(pk=pk).first() if pk < 2**63 else None
    page = page_or_404(comment.page_id) if comment else None
    entry = shown_entry(page, pk) if page else None
    if entry is None:
        raise _gone()
    return page, entry


def _gone() -> Http404:
    return Http404(_("There is no such comment to report."))


def _too_many(
    request: HttpRequest, page: Any, entry: Entry, form: ReportForm, refused: TooMany
) -> HttpResponse:
    say_when(form, refused.again_at)
    return retry_after(_form_page(request, page, entry, form, 429), refused.again_at)


def _form_page(
    request: HttpRequest, page: Any, entry: Entry, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {"subject": page, "entry": entry, "report_form": form}
    return form_again(request, render(request, "comments/report.html", context, status=status))
