"""The addresses of the site; Wagtail's pages come last and answer everything else."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from exercises.views import follow_worker
from home import views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("search/", views.search, name="search"),
    path("comments/", include("comments.urls")),
    path("go/", include("affiliates.urls")),
    path("follow-sw.js", follow_worker, name="follow_worker"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("", include(wagtail_urls)),
]

handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
