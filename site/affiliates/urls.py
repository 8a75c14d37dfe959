"""Addresses of the affiliates app."""

from django.urls import re_path

from affiliates import views

app_name = "affiliates"

# What may be a slug, so that nothing else reaches the database.
SLUG = r"(?P<slug>[-\w]{1,80})"

urlpatterns = [
    re_path(rf"^{SLUG}/$", views.go, name="go"),
    re_path(rf"^{SLUG}/clicked/$", views.clicked, name="clicked"),
]
