"""How the signals did lately: how often each spoke up, and what people then said of those comments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from comments.desk import crumbs
from comments.desk.rights import moderators_only
from comments.models import Comment, FilterSettings, Finding, Mode, SignalName, State

DAYS = 30
# Of each state; the newest tell enough, and the page stays quick whatever the flood.
NEWEST = 5000


@dataclass(frozen=True)
class Line:
    """One signal: its `mode` today, and in how many comments it spoke `against` or `in_favour`; of those,
    how many people approved and how many they called spam. `tipped` counts the comments that would have
    been filed as spam had it not been in shadow, `wrongly` those of them that people approved."""

    label: str
    mode: Mode
    against: int = 0
    against_ham: int = 0
    against_spam: int = 0
    in_favour: int = 0
    in_favour_ham: int = 0
    in_favour_spam: int = 0
    tipped: int = 0
    wrongly: int = 0


@require_safe
@moderators_only
def signals_report(request: HttpRequest) -> HttpResponse:
    """The report."""
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    rules = FilterSettings.for_site(site)
    comments = _lately(timezone.now() - timedelta(days=DAYS))
    context = {
        "lines": lines(comments, rules),
        "decided": _decided(comments),
        "days": DAYS,
        "settings_for": rules,
        **crumbs.header(_("Signals")),
    }
    return render(request, "comments/desk/signals.html", context)


def lines(comments: QuerySet[Comment], rules: FilterSettings) -> list[Line]:
    """One for each signal, from the findings in `comments`; one query."""
    found = {row.pop("name"): row for row in _counted(comments, rules)}
    return [
        Line(label=str(name.label), mode=rules.mode_of(name), **found.get(name.value, {}))
        for name in SignalName
    ]


def _counted(comments: QuerySet[Comment], rules: FilterSettings) -> Any:
    against, in_favour = Q(points__gt=0), Q(points__lt=0)
    ham, spam = Q(comment__learned_as="ham"), Q(comment__learned_as="spam")
    tipped = Q(in_shadow=True, comment__score__lt=rules.spam_from, with_it__gte=rules.spam_from)
    return (
        Finding.objects.filter(comment__in=comments.values("pk"))
        .annotate(with_it=F("comment__score") + F("points"))
        .order_by()
        .values("name")
        .annotate(
            against=Count("pk", filter=against),
            against_ham=Count("pk", filter=against & ham),
            against_spam=Count("pk", filter=against & spam),
            in_favour=Count("pk", filter=in_favour),
            in_favour_ham=Count("pk", filter=in_favour & ham),
            in_favour_spam=Count("pk", filter=in_favour & spam),
            tipped=Count("pk", filter=tipped),
            wrongly=Count("pk", filter=tipped & ham),
        )
    )


def _lately(since: datetime) -> QuerySet[Comment]:
    """The newest comments of each state, in the order of an index."""
    newest = Comment.objects.filter(created_at__gte=since).order_by("-created_at", "-pk")
    keys = Q()
    for state in State.values:
        keys |= Q(pk__in=newest.filter(state=state).values("pk")[:NEWEST])
    return Comment.objects.filter(keys).order_by()


def _decided(comments: QuerySet[Comment]) -> dict[str, int]:
    """How many there are, and how many people approved and called spam."""
    return comments.aggregate(
        all=Count("pk"),
        ham=Count("pk", filter=Q(learned_as="ham")),
        spam=Count("pk", filter=Q(learned_as="spam")),
    )
