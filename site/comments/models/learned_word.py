"""What the filter has learned from moderators, one row a word."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LearnedWord(models.Model):
    """In how many comments that moderators decided about a word stood; "" counts the comments themselves."""

    word = models.CharField(_("word"), max_length=40, primary_key=True)
    ham = models.IntegerField(_("in approved comments"), default=0)
    spam = models.IntegerField(_("in spam"), default=0)

    class Meta:
        verbose_name = _("learned word")
        verbose_name_plural = _("learned words")
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
