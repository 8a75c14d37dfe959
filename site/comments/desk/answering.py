"""The page on which a moderator answers a comment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments.desk import asked, crumbs
from comments.desk.remembering import remember
from comments.desk.reply import ANSWERABLE, ReplyForm, store_reply
from comments.desk.rights import moderators_only
from comments.desk.telling import tell
from comments.models import Batch, Comment


@require_http_methods(["GET", "POST"])
@moderators_only
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and the reply it stores; 404 for a comment that readers are not going to see."""
    answerable = Comment.objects.filter(state__in=ANSWERABLE).select_related("page")
    comment = get_object_or_404(answerable, pk=pk)
    form = ReplyForm(request.POST or None, parent=comment)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        stored = store_reply(comment, values["text"], request.user, values.get("approve", False))
        batch = Batch.objects.get(decisions__comment=stored)
        remember(request, batch)
        text = _("Your reply to %(name)s is stored.") % {"name": comment.name}
        tell(request, batch, request.POST.get("back", ""), text)
        return asked.back_to_list(request)
    back = (request.POST or request.GET).get("back", "")
    context = {"form": form, "comment": comment, "back": back, **crumbs.header(_("Reply"))}
    return render(request, "comments/desk/reply.html", context)
