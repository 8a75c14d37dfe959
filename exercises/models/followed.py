"""A page whose exercises can be done along with it, at its address plus follow/."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from exercises.records import Exercise


class Followed(RoutablePageMixin):
    """Gives a page type a follow-along session of `followed_exercises`.

    A page without exercises has no session (404).
    """

    @property
    def follow_url(self) -> str:
        """The address of the session."""
        return f"{self.url or '/'}follow/"

    def get_route_paths(self) -> list[str]:
        """The session's old address leads on, too."""
        return [*super().get_route_paths(), "/follow/"]

    def followed_exercises(self) -> Sequence[Exercise]:
        """The exercises of the session, in order, their pictures loaded."""
        raise NotImplementedError

    def follow_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the session shows besides its steps: video, disclaimer, related, print_url; all optional."""
        return {}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The page and its session."""
        return [*super().preview_modes, ("follow", _("Follow along"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The session, once there are exercises, as it would be published; else the page."""
        if mode_name == "follow" and self.followed_exercises():
            return self.follow(request)
        return super().serve_preview(request, mode_name)

    @path("follow/", name="follow")
    def follow(self, request: HttpRequest) -> HttpResponse:
        """The session: a stepper, which the script turns into a timer."""
        from exercises.session import steps_of, version_of

        steps = steps_of(self.followed_exercises())
        if not steps:
            raise Http404(_("This page has no exercises to follow."))
        context = {
            **super().get_context(request),
            "steps": steps,
            "version": version_of(steps),
            "is_kept": self._is_kept(request),
            **self.follow_context(request),
        }
        return TemplateResponse(request, "exercises/follow.html", context)

    @path("follow/app/", name="follow_manifest")
    def follow_manifest(self, request: HttpRequest) -> HttpResponse:
        """The session as an app that can be installed."""
        from exercises.app_manifest import manifest_of

        if not self.followed_exercises():
            raise Http404(_("This page has no exercises to follow."))
        return JsonResponse(manifest_of(self), content_type="application/manifest+json")

    def _is_kept(self, request: HttpRequest) -> bool:
        """Whether a device may keep the session and install it: not a preview, not a page for some only."""
        return not getattr(request, "is_preview", False) and not self.get_view_restrictions()
