"""Addresses of the affiliates app."""

from django.urls import re_path

from affiliates import views
from affiliates.slugs import SLUG

app_name = "affiliates"

urlpatterns = [
    re_path(rf"^{SLUG}/$", views.go, name="go"),
    re_path(rf"^{SLUG}/clicked/$", views.clicked, name="clicked"),
]
