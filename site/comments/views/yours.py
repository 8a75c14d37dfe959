"""The writer's own page, known only by its secret address: what became of the comment, second thoughts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from comments.deciding import is_held
from comments.forms import WritingForm
from comments.models import Comment, FilterSettings
from comments.origin import from_here_only
from comments.publishing import awaits_link
from comments.reading import Entry
from comments.second_thoughts import TooLate, change, is_editable, withdraw
from comments.size import small_only
from comments.tokens import hash_of
from comments.views.unlisted import unlisted


@unlisted
@from_here_only
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the comment's state; a post changes its words, or withdraws it (`withdraw` in the data).

    An unknown address is answered by us, not by Http404, so that it is as private as a known one.
    """
    comment = Comment.objects.select_related("page").filter(token_hash=hash_of(token)).first()
    if comment is None:
        return render(request, "comments/yours_unknown.html", status=404)
    if request.method == "POST":
        return _receive(request, comment, token)
    form = WritingForm(initial={"text": comment.text, "name": comment.name})
    return _page(request, comment, form)


def _receive(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    form = WritingForm(request.POST)
    try:
        if "withdraw" in request.POST:
            withdraw(comment)
        elif form.is_valid():
            change(comment, form.cleaned_data, FilterSettings.for_request(request))
        else:
            return _page(request, comment, form, 422)
    except TooLate:
        comment.refresh_from_db()
        return _page(request, comment, form, 409)
    response = redirect("comments:yours", token)
    response.status_code = 303
    return response


def _page(request: HttpRequest, comment: Comment, form: WritingForm, status: int = 200) -> HttpResponse:
    context = {
        "entry": Entry(comment),
        "comment": comment,
        "subject": comment.page,
        "comment_form": form,
        "is_held": is_held(comment),
        "awaits_link": awaits_link(comment, FilterSettings.for_request(request)),
        "is_editable": is_editable(comment),
        "is_too_late": status == 409,
    }
    return render(request, "comments/yours.html", context, status=status)
