"""The web app manifest of a session (https://www.w3.org/TR/appmanifest/)."""

from textwrap import shorten
from typing import Any

from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi

# The spruce field of the session and of the icons; templates/exercises/follow.html names it, too.
FIELD = "#143529"
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-512-maskable.png", 512, "maskable"),
)
# What stands under an icon; longer names are cut by the device, in the middle of a word.
SHORT = 30


def manifest_of(page: Any) -> dict[str, Any]:
    """The manifest of the session of `page`, a `Followed` page: it opens alone, without a browser's bars."""
    address = page.follow_url
    return {
        "id": address,
        "start_url": address,
        "scope": address,
        "name": page.title,
        "short_name": shorten(page.title, SHORT, placeholder="") or page.title[:SHORT],
        "description": page.description,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "display": "standalone",
        "background_color": FIELD,
        "theme_color": FIELD,
        "categories": ["fitness", "health"],
        "icons": [_icon(*icon) for icon in ICONS],
    }


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    source = static(f"img/{name}")
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
