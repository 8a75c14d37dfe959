"""The comments app."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_delete, pre_migrate
from django.utils.translation import gettext_lazy as _


class CommentsApp(AppConfig):
    """Comments, their states and the moderation desk."""

    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Listen to pages and migrations, and have `manage.py check --deploy` look at Akismet."""
        from wagtail.models import Page

        from comments.akismet.system_checks import check_akismet
        from comments.learning.deleted_pages import unlearn_page
        from comments.search import keeping

        pre_delete.connect(unlearn_page, sender=Page, dispatch_uid="unlearn_page")
        register(check_akismet, Tags.security, deploy=True)
        pre_migrate.connect(keeping.before_migrations, sender=self)
        post_migrate.connect(keeping.after_migrations, sender=self)
