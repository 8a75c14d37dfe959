"""What the filter thinks of comments, and why, as the desk tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from comments.desk.evidence import in_words
from comments.judging import Verdict, verdict_of
from comments.models import Comment, FilterSettings, Finding, State

LABELS = {Verdict.CLEAR: _("clear"), Verdict.DOUBTFUL: _("doubtful"), Verdict.SPAM: _("spam")}


@dataclass(frozen=True)
class Said:
    """What one signal says: in words, and the points it adds or, in shadow, would add."""

    text: str
    points: int
    in_shadow: bool

    @property
    def signed(self) -> str:
        """The points with their sign."""
        return f"{self.points:+d}"


@dataclass(frozen=True)
class Told:
    """A verdict with its score and what each signal says, what weighs most first."""

    verdict: Verdict
    score: int
    said: list[Said]

    @property
    def label(self) -> str:
        """The verdict in a word."""
        return str(LABELS[self.verdict])


def verdicts_on(comments: Iterable[Comment]) -> dict[int, Told]:
    """The verdicts on `comments` by key, in two queries; none on the staff's own and on erased ones."""
    judged = [one for one in comments if one.account_id is None and one.state != State.ERASED]
    prefetch_related_objects(judged, "findings")
    rules, usual = {one.site_id: one for one in FilterSettings.objects.all()}, FilterSettings()
    # By page, of which there are fewer than comments.
    by_page = {one.page_id: rules.get(_site_of(one.page) or 0, usual) for one in judged}
    return {
        comment.pk: Told(
            verdict_of(comment.score, by_page[comment.page_id]), comment.score, _said(comment.findings.all())
        )
        for comment in judged
    }


def _site_of(page: Page) -> int | None:
    """The first site it is in, as `Page.get_url_parts` has it, which makes its address as well."""
    sites = (path.site_id for path in Site.get_site_root_paths() if page.url_path.startswith(path.root_path))
    return next(sites, None)


def _said(findings: Iterable[Finding]) -> list[Said]:
    heaviest_first = sorted(findings, key=lambda one: (one.in_shadow, -abs(one.points), one.name))
    return [Said(in_words(finding), finding.points, finding.in_shadow) for finding in heaviest_first]
