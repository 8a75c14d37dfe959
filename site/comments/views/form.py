"""Writing a comment: the form's own page, and what happens to what is sent.

Answers to a post: 303 when it is stored, 422 with the form and messages at its fields, 403 closed or
from elsewhere, 404 no such page or parent, 413 too large, 429 too often.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from comments.address import client_address
from comments.akismet.notice import privacy_address
from comments.earlier import TooMany
from comments.forms import CommentForm
from comments.models import FilterSettings
from comments.origin import from_here_only
from comments.pins import steps_for
from comments.reading import Entry, shown_entry
from comments.site_rules import rules_for
from comments.size import small_only
from comments.submission import Sender, Submission, submit
from comments.text import tidy
from comments.views.subject import page_or_404
from comments.views.too_many import retry_after, say_when
from comments.views.unlisted import form_again, noindex
from pages.models import SiteSettings


@from_here_only
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, page_id: int) -> HttpResponse:
    """A comment on a page."""
    return _answer(request, page_id)


@from_here_only
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, page_id: int, parent_id: int) -> HttpResponse:
    """A reply to an approved comment of the same page."""
    return _answer(request, page_id, parent_id)


@require_safe
def received(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where the sender of a repeated post is led: we have it, and nothing else is said."""
    return noindex(render(request, "comments/received.html", {"subject": page_or_404(page_id)}))


def _answer(request: HttpRequest, page_id: int, parent_id: int | None = None) -> HttpResponse:
    try:
        page = page_or_404(page_id)
        parent = _parent_or_404(page, parent_id) if parent_id is not None else None
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request)
    if not page.takes_comments(rules_for(request, SiteSettings)):
        return _closed(request, page)
    if request.method == "POST":
        return _receive(request, page, parent)
    chosen = {"exercise": request.GET.get("step", "")}
    return _form_page(request, page, parent, CommentForm(initial=chosen, steps=steps_for(page, parent)))


def _gone(request: HttpRequest) -> HttpResponse:
    """As unknown as to a reader, but with the words, which were perhaps begun while all was there."""
    context = {"typed": request.POST.get("text", "")}
    response = noindex(render(request, "comments/gone.html", context, status=404))
    response["Cache-Control"] = "no-store"
    return response


def _closed(request: HttpRequest, page: Any) -> HttpResponse:
    """Says so, and gives a writer whom it took by surprise the words back."""
    context = {"subject": page, "typed": request.POST.get("text", "")}
    status = 403 if request.method == "POST" else 200
    return form_again(request, render(request, "comments/closed.html", context, status=status))


def _parent_or_404(page: Any, pk: int) -> Entry:
    found = shown_entry(page, pk) if pk < 2**63 else None
    if found is None:
        raise Http404(_("There is no such comment to reply to."))
    return found


def _receive(request: HttpRequest, page: Any, parent: Entry | None) -> HttpResponse:
    # To read a page's steps costs as much as all the rest of a post, and most writers choose none.
    steps = steps_for(page, parent) if request.POST.get("exercise") else ()
    form = CommentForm(request.POST, steps=steps)
    if not form.is_valid():
        return _form_page(request, page, parent, _again(request, page, parent), 422)
    try:
        submission = submit(
            page,
            parent.comment if parent else None,
            form.words(),
            _sender(request, form),
            rules_for(request, FilterSettings),
        )
    except Page.DoesNotExist:
        return _gone(request)
    except TooMany as refused:
        return _too_many(request, page, parent, refused)
    return _led_on(page, submission)


def _sender(request: HttpRequest, form: CommentForm) -> Sender:
    """Never with an account, whoever is signed in: badges are for replies from the desk."""
    return Sender(
        address=client_address(request),
        user_agent=tidy(request.headers.get("User-Agent", "")),
        referrer=tidy(request.headers.get("Referer", "")),
        decoy=form.cleaned_data["website"],
        seconds=form.cleaned_data["seconds"],
    )


def _led_on(page: Any, submission: Submission) -> HttpResponse:
    """See Other, so that going back or reloading sends nothing again."""
    response = (
        redirect("comments:yours", submission.token)
        if submission.token
        else redirect("comments:received", page.pk)
    )
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return noindex(response)


def _again(request: HttpRequest, page: Any, parent: Entry | None) -> CommentForm:
    """What was sent, with its errors and with all the steps to choose from."""
    form = CommentForm(request.POST, steps=steps_for(page, parent))
    form.full_clean()
    return form


def _too_many(request: HttpRequest, page: Any, parent: Entry | None, refused: TooMany) -> HttpResponse:
    """The form with everything typed, and the time from which it will be taken."""
    form = _again(request, page, parent)
    say_when(form, refused.again_at)
    return retry_after(_form_page(request, page, parent, form, 429), refused.again_at)


def _form_page(
    request: HttpRequest, page: Any, parent: Entry | None, form: CommentForm, status: int = 200
) -> HttpResponse:
    action = (
        reverse("comments:reply", args=[page.pk, parent.comment.pk])
        if parent
        else reverse("comments:write", args=[page.pk])
    )
    context = {
        "subject": page,
        "entry": parent,
        "comment_form": form,
        "action": action,
        "akismet": privacy_address(request),
    }
    return form_again(request, render(request, "comments/form.html", context, status=status))
