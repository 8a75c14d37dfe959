"""The pages that are measured: a new row is one line here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A row of the table: what people call the page, its address on the site, and what it answers."""

    name: str
    path: str
    status: int = 200


ARTICLE = Target("article", "/articles/six-exercises-to-decrease-back-pain-in-runners/")
FEW_COMMENTS = Target("article, 5 comments", "/articles/bulk-article-50/")
MANY_COMMENTS = Target("article, 5,000 comments", "/articles/bulk-article-51/")

TARGETS = (
    Target("home", "/"),
    Target("index", "/articles/"),
    ARTICLE,
    Target("exercise", "/exercises/bird-dog/"),
    Target("search", "/search/?q=back"),
    Target("feed", "/articles/feed/"),
    FEW_COMMENTS,
    MANY_COMMENTS,
    # The simplest view there is, and a click on a paid link beside it.
    Target("robots.txt", "/robots.txt"),
    Target("/go/", "/go/sample-massage-ball/", status=302),
)
STATUS = {target.path: target.status for target in TARGETS}
