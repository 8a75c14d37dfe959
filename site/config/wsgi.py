"""The WSGI application: Django, with uploaded media beside it."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.media import MediaFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application: WSGIApplication = get_wsgi_application()
# An address on another machine (a bucket, a delivery network) is for that machine to answer.
if settings.MEDIA_URL.startswith("/"):
    application = MediaFiles(application, settings.MEDIA_ROOT, settings.MEDIA_URL)
