"""The demo app."""

from django.apps import AppConfig


class DemoApp(AppConfig):
    """Sample content, drawn and written for this project."""

    name = "demo"
