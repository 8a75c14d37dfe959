"""Addresses of the comments app, below /comments/."""

from django.urls import path

from comments.views import confirm, form, report, step, thread, unsubscribe, yours

app_name = "comments"

urlpatterns = [
    path("thread/<int:pk>/", thread.show, name="thread"),
    path("report/<int:pk>/", report.show, name="report"),
    path("report/<int:pk>/thanks/", report.thanks, name="reported"),
    path("yours/<str:token>/", yours.show, name="yours"),
    path("confirm/<str:token>/", confirm.show, name="confirm"),
    path("unsubscribe/<str:token>/", unsubscribe.show, name="unsubscribe"),
    path("unsubscribe/<str:token>/again/", unsubscribe.resume, name="resume"),
    path("<int:page_id>/", form.write, name="write"),
    path("<int:page_id>/step/<str:step_id>/", step.show, name="step"),
    path("<int:page_id>/received/", form.received, name="received"),
    path("<int:page_id>/reply/<int:parent_id>/", form.reply, name="reply"),
]
