"""The menus of the site as plain values."""

from dataclasses import dataclass

from pages.models import SiteSettings


@dataclass(frozen=True)
class MenuLink:
    """A label and where it leads."""

    label: str
    href: str


def menus_of(settings: SiteSettings) -> dict[str, list[MenuLink]]:
    """All menus with one query; links to pages that readers cannot open are left out."""
    menus: dict[str, list[MenuLink]] = {"header": [], "footer_read": [], "footer_about": []}
    if settings.pk:
        for item in settings.navigation.select_related("page").all():
            if item.href:
                menus[item.menu.replace("-", "_")].append(MenuLink(item.label, item.href))
    return menus
