"""The exercises app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesApp(AppConfig):
    """Exercises, their library and their lists."""

    name = "exercises"
    verbose_name = _("Exercises")
