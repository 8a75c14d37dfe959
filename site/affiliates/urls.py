"""Addresses of the affiliates app."""

from django.urls import path

from affiliates import views

app_name = "affiliates"

urlpatterns = [path("<str:slug>/", views.go, name="go")]
