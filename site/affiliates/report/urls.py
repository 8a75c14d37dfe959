"""The addresses of the report, below the admin's."""

from django.urls import path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from affiliates.report.history import LinkHistoryView
from affiliates.report.rights import for_link_keepers
from affiliates.report.views import ClicksView

app_name = "paid_link_report"
urlpatterns = [
    path("", ClicksView.as_view(), name="clicks"),
    path("<int:pk>/", LinkHistoryView.as_view(), name="history"),
]
urlpatterns = decorate_urlpatterns(urlpatterns, for_link_keepers)
