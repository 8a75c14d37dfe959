"""The web app manifest of a session."""

from typing import Any

from django.templatetags.static import static


def manifest_of(page: Any) -> dict[str, Any]:
    """The manifest of the session of `page`, a `Followed` page: it opens alone, without a browser's bars."""
    address = page.follow_url
    return {
        "id": address,
        "name": page.title,
        "short_name": page.title[:30],
        "description": page.description,
        "start_url": address,
        "scope": address,
        "display": "standalone",
        "background_color": "#143529",
        "theme_color": "#143529",
        "icons": [
            {"src": static("img/icon-180.png"), "sizes": "180x180", "type": "image/png"},
            {
                "src": static("img/icon-512-maskable.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
        ],
    }
