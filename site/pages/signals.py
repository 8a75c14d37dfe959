"""What follows an upload or a publishing: the sizes of pictures are made by a task."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from pages.models import SiteImage
from pages.pictures import make_renditions, missing_specs


def connect() -> None:
    """Subscribe; called once when the app is ready."""
    post_save.connect(make_sizes_after_upload, sender=SiteImage)
    page_published.connect(make_sizes_after_publish)


def make_sizes_after_upload(instance: SiteImage, **kwargs: Any) -> None:
    """A new or replaced file gets its sizes once the upload is committed."""
    if not instance.is_svg():
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def make_sizes_after_publish(instance: Page, **kwargs: Any) -> None:
    """Pictures of a page that just went live and miss a size (made before the sizes changed, say)."""
    ids = ReferenceIndex.get_references_for_object(instance).filter(
        to_content_type__app_label="pages", to_content_type__model="siteimage"
    ).values_list("to_object_id", flat=True)  # fmt: skip
    for image in SiteImage.objects.filter(pk__in=[int(pk) for pk in ids]).prefetch_related("renditions"):
        if missing_specs(image):
            transaction.on_commit(partial(make_renditions.enqueue, image.pk))
