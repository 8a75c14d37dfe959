"""Looking inside an uploaded picture, beyond its first bytes."""

from typing import Any, BinaryIO

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow

DAMAGED = _("This picture is damaged or cut off. Export it again.")
NO_DRAWING = _("This file is no SVG drawing.")
ACTIVE = _("This drawing contains a script or a part of a web page. Export it as a plain SVG.")

# What Pillow raises for damaged data.
UNREADABLE = (OSError, SyntaxError, ValueError)

SVG = "{http://www.w3.org/2000/svg}"
ACTIVE_ELEMENTS = {f"{SVG}script", f"{SVG}foreignObject"}


def problem_of_picture(file: BinaryIO) -> Promise | None:
    """What is wrong with the pixels, told to the editor; decodes all of them, which a header never tells."""
    file.seek(0)
    try:
        with Pillow.open(file) as picture:
            picture.load()
    except UNREADABLE:
        return DAMAGED
    finally:
        file.seek(0)
    return None


def problem_of_drawing(file: BinaryIO) -> Promise | None:
    """What is wrong with an SVG: readers can open it by its address, where its scripts would run as ours."""
    file.seek(0)
    try:
        root = ElementTree.parse(file).getroot()
    except (ElementTree.ParseError, DefusedXmlException):
        return NO_DRAWING
    finally:
        file.seek(0)
    if root.tag != f"{SVG}svg":
        return NO_DRAWING
    return ACTIVE if any(map(_is_active, root.iter())) else None


def _is_active(element: Any) -> bool:
    attributes = ((name.rpartition("}")[2].lower(), value) for name, value in element.attrib.items())
    return element.tag in ACTIVE_ELEMENTS or any(
        name.startswith("on") or (name == "href" and _runs(value)) for name, value in attributes
    )


def _runs(address: str) -> bool:
    return "".join(address.split()).lower().startswith(("javascript:", "data:text"))
