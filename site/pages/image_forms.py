"""The upload form for pictures: a damaged file is a message at the field, never an error page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from pages.image_checks import DAMAGED, UNREADABLE


class SiteImageForm(BaseImageForm):
    """Wagtail's field measures a picture and lets what Pillow says of a damaged one pass unhandled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].to_python = partial(_measured, self.fields["file"].to_python)


def _measured(measure: Callable[[Any], Any], upload: Any) -> Any:
    try:
        return measure(upload)
    except UNREADABLE:
        raise ValidationError(DAMAGED) from None
