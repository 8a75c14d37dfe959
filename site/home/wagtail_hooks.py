"""The admin as a whole: the menu of what pages share."""

from wagtail.snippets.models import register_snippet

from home.viewsets import LibraryViewSetGroup

register_snippet(LibraryViewSetGroup)
