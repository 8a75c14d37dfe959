"""What an editor should know of an article that nothing forbids: overlapping clips, an unknown length."""

from typing import Any

from django.utils.translation import gettext as _

from articles.body import Body
from articles.clips import clips_beyond, overlaps
from articles.models import ArticlePage


def hints_for(page: ArticlePage) -> list[str]:
    """Sentences, the most useful first; empty where all is well. Never a reason not to publish."""
    content = Body(page.body)
    return [*_beyond(page), *_overlapping(content), *_unknown(content.video)]


def _beyond(page: ArticlePage) -> list[str]:
    """Clips that end after the video: its length may have become known only after they were published."""
    return [message for messages in clips_beyond(page.body).values() for message in messages.values()]


def _overlapping(content: Body) -> list[str]:
    text = _("The clips of “%(one)s” (%(one_clip)s) and “%(other)s” (%(other_clip)s) overlap.")
    return [
        text
        % {"one": one.name, "one_clip": one.clip.label, "other": other.name, "other_clip": other.clip.label}
        for one, other in overlaps(content.chapters)
    ]


def _unknown(video: Any) -> list[str]:
    """Only what has to be typed: never what the provider may still tell."""
    if not video:
        return []
    hints = []
    if video.record and video.record.problem:
        hints.append(_("About the video: %(problem)s") % {"problem": video.record.problem})
    if not video.display_title and not video.is_being_asked_about:
        hints.append(_("The video has no title yet. Type one in the video block’s settings."))
    # YouTube tells a video's title, but never its length.
    if not video.known_duration and (video.provider == "youtube" or not video.is_being_asked_about):
        hints.append(
            _(
                "The video’s length is not known, so clips cannot be checked against it. "
                "Type it in the block’s settings."
            )
        )
    return hints
