"""What Akismet is told about a comment: every field that it documents and that this site knows.

Source: Akismet's API documentation, "Comment check". Not sent, because there is nothing true to say:
`comment_author_url` (only an address that was typed by hand may be sent, and our form has no field for
one) and `user_role` (who is signed in never writes through the form).
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import to_locale

from comments.models import Comment
from comments.signals.honeypot import FIELD


def about_place(
    page: Any, blog: str, *, is_reply: bool, reason: str = "", has_honeypot: bool = True
) -> dict[str, Any]:
    """The fields that say where the comment stands and why it is asked about; nothing about its writer.

    `page` is a page that takes comments, `blog` the address of its site's home page. A `reason` says
    why a comment is asked about once more. `has_honeypot` is whether the hidden field is looked at.
    """
    fields = {
        "blog": blog,
        "blog_lang": to_locale(settings.LANGUAGE_CODE).lower(),
        "blog_charset": "UTF-8",
        "permalink": page.full_url or "",
        "comment_type": "reply" if is_reply else "comment",
        "comment_post_modified_gmt": _moment(page.last_published_at or page.first_published_at),
        "comment_context[]": page.subjects(),
        "recheck_reason": reason,
        "honeypot_field_name": FIELD if has_honeypot else "",
        "is_test": "1" if settings.DEBUG else "",
    }
    return _said(fields)


def data_points(place: dict[str, Any], comment: Comment, hidden: str) -> dict[str, Any]:
    """All that is told: about the place, and what comes from the writer.

    `hidden` is what was typed into the hidden field, whose value is sent under its own name.
    """
    fields = {
        "user_ip": comment.sender_address or "",
        "user_agent": comment.user_agent,
        "referrer": comment.referrer,
        "comment_author": comment.name,
        "comment_author_email": comment.email,
        "comment_content": comment.text,
        "comment_date_gmt": _moment(comment.created_at),
    }
    honeypot = {name: hidden} if (name := place.get("honeypot_field_name")) else {}
    return {**place, **_said(fields), **honeypot}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Without those that would say nothing."""
    return {name: value for name, value in fields.items() if value}


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
