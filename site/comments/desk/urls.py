"""The addresses of the desk, below the admin's."""

from django.urls import path

from comments.desk import views
from comments.desk.answering import reply
from comments.desk.mail_preference import mail_preference
from comments.desk.mailed import mailed

app_name = "comments_desk"
urlpatterns = [
    path("", views.index, name="index"),
    path("decide/", views.decide_many, name="decide"),
    path("erase/", views.erase_many, name="erase"),
    path("undo/<int:pk>/", views.undo_batch, name="undo"),
    path("mail/", mail_preference, name="mail"),
    path("mailed/<str:token>/", mailed, name="mailed"),
    path("<int:pk>/", views.history, name="history"),
    path("<int:pk>/reply/", reply, name="reply"),
]
