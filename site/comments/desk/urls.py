"""The addresses of the desk, below the admin's."""

from django.urls import path

from comments.desk import views
from comments.desk.answering import reply
from comments.desk.blocking import block_sender
from comments.desk.mail_preference import mail_preference
from comments.desk.mailed import mailed
from comments.desk.personal_data import personal_data
from comments.desk.rights import for_moderators
from comments.desk.signals_report import signals_report

app_name = "comments_desk"
urlpatterns = [
    path("", views.index, name="index"),
    path("decide/", views.decide_many, name="decide"),
    path("erase/", views.erase_many, name="erase"),
    path("undo/<int:pk>/", views.undo_batch, name="undo"),
    path("mail/", mail_preference, name="mail"),
    path("mailed/<str:token>/", mailed, name="mailed"),
    path("personal-data/", personal_data, name="personal_data"),
    path("signals/", signals_report, name="signals"),
    path("<int:pk>/", views.history, name="history"),
    path("<int:pk>/reply/", reply, name="reply"),
    path("<int:pk>/block/", block_sender, name="block"),
]
urlpatterns = for_moderators(urlpatterns)
