"""How a site's comments are filtered: the policy, the points of each signal, the thresholds."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from comments.models.signal_names import SignalName


class Policy(models.TextChoices):
    """What happens to a comment that is not spam."""

    HOLD = "hold", _("Hold every comment until a moderator approves it")
    CONFIRMED = (
        "confirmed",
        _("Publish at once when the writer has followed the mailed link and the score is low"),
    )


class Mode(models.TextChoices):
    """What a signal's finding is used for."""

    COUNTED = "counted", _("Counted")
    SHADOW = "shadow", _("Shadow: recorded, not counted")
    OFF = "off", _("Off")


LOOKS_AT = {
    SignalName.AKISMET: _("What Akismet says, as soon as it has answered."),
    SignalName.BLOCKED: _("A word, an address or a network from the block list."),
    SignalName.HONEYPOT: _("People do not see that field; programs fill it in."),
    SignalName.LEARNED: _("Words of what moderators called spam, or approved."),
    SignalName.LINKS: _("Half for the first link too many, all from the second on and for links in markup."),
    SignalName.PACE: _("All within two seconds of the first click in the form, nothing from eight on."),
    SignalName.RATE: _("Grows with what the same sender or network wrote in an hour and in a day."),
    SignalName.REPEATS: _("The same words under another page or from somebody else, in the last 30 days."),
}


def _points(name: SignalName, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name.label,
        default=default,
        validators=[MaxValueValidator(1000)],
        help_text=_("Points at full strength."),
    )


def _mode() -> models.CharField:
    return models.CharField(_("use"), max_length=8, choices=Mode.choices, default=Mode.COUNTED)


@register_setting(icon="comment", order=510)
class FilterSettings(BaseSiteSetting):
    """A comment's score is the sum of its signals' points; from `spam_from` on it is filed as spam.

    The fields `<signal>_points` and `<signal>_mode` exist for every SignalName: see `points_of`, `mode_of`.
    """

    policy = models.CharField(_("policy"), max_length=10, choices=Policy.choices, default=Policy.HOLD)
    spam_from = models.PositiveSmallIntegerField(
        _("spam from (points)"),
        default=100,
        help_text=_("A comment with this score is filed as spam, and can be found there."),
    )
    doubtful_from = models.PositiveSmallIntegerField(
        _("doubtful from (points)"),
        default=30,
        help_text=_("From this score on, a comment is never published without a moderator."),
    )
    links_allowed = models.PositiveSmallIntegerField(_("links that count nothing"), default=1)
    akismet_discard = models.BooleanField(
        _("erase what Akismet calls the worst spam"), default=False,
        help_text=_("Akismet marks some spam as not worth a look. Off: it is filed as spam like the rest."),
    )  # fmt: skip

    akismet_points, akismet_mode = _points(SignalName.AKISMET, 100), _mode()
    blocked_points, blocked_mode = _points(SignalName.BLOCKED, 100), _mode()
    honeypot_points, honeypot_mode = _points(SignalName.HONEYPOT, 100), _mode()
    learned_points, learned_mode = _points(SignalName.LEARNED, 60), _mode()
    links_points, links_mode = _points(SignalName.LINKS, 40), _mode()
    pace_points, pace_mode = _points(SignalName.PACE, 20), _mode()
    rate_points, rate_mode = _points(SignalName.RATE, 40), _mode()
    repeats_points, repeats_mode = _points(SignalName.REPEATS, 60), _mode()

    panels = [
        MultiFieldPanel(
            [FieldPanel("policy"), FieldRowPanel([FieldPanel("spam_from"), FieldPanel("doubtful_from")])],
            heading=_("Policy"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(template="comments/admin/signals_help.html"),
                *[
                    FieldRowPanel(
                        [FieldPanel(f"{name}_points", help_text=LOOKS_AT[name]), FieldPanel(f"{name}_mode")]
                    )
                    for name in SignalName
                ],
            ],
            heading=_("Signals"),
        ),
        MultiFieldPanel([FieldPanel("links_allowed"), FieldPanel("akismet_discard")], heading=_("Details")),
    ]

    class Meta:
        verbose_name = _("comment filter")

    def __str__(self) -> str:
        return str(_("comment filter"))

    def clean(self) -> None:
        """The thresholds are in order."""
        super().clean()
        both = self.doubtful_from, self.spam_from
        if None not in both and self.doubtful_from > self.spam_from:
            message = _("Doubt cannot begin above spam, which is from %(points)d points on.")
            raise ValidationError(
                {"doubtful_from": ValidationError(message, params={"points": self.spam_from})}
            )

    def points_of(self, name: str) -> int:
        """The points that the signal `name` gives at full strength."""
        return int(getattr(self, f"{name}_points"))

    def mode_of(self, name: str) -> Mode:
        """Whether the signal `name` counts."""
        return Mode(getattr(self, f"{name}_mode"))
