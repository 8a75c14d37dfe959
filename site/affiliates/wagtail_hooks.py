"""The affiliates app in the admin."""

from wagtail.snippets.models import register_snippet

from affiliates.viewsets import PaidLinksGroup

register_snippet(PaidLinksGroup)
