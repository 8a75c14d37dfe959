"""Ending mail: by the button of a mail program (RFC 8058), by our own, and the way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from comments.mail.links import read_unsubscribe_token
from comments.mail.unsubscribing import end_mail, resume_mail
from comments.models import Correspondent
from comments.origin import from_here_only
from comments.size import small_only
from comments.views.unlisted import unlisted


@unlisted
@csrf_exempt
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """A post from anywhere ends mail: the token suffices. It is answered without a redirect, as the RFC asks.

    What is in its body does not matter and is not read, so nothing there can stand in the way.
    """
    key = read_unsubscribe_token(token)
    if key is None:
        return render(request, "comments/link_unknown.html", status=404)
    if request.method == "POST":
        end_mail(token)
    # An address that was erased gets no mail either.
    person = Correspondent.objects.filter(pk=key).first()
    context = {"token": token, "is_over": person is None or bool(person.unsubscribed_at), "person": person}
    return render(request, "comments/unsubscribe.html", context)


@unlisted
@from_here_only
@small_only
@require_POST
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """It was not meant."""
    resume_mail(token)
    response = redirect("comments:unsubscribe", token)
    response.status_code = 303
    return response
