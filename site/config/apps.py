"""The app that holds settings, addresses and the commands that run the site."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Registers `serve`, `backup` and the other doors as management commands."""

    name = "config"
