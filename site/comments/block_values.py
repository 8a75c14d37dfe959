"""What may be blocked, in the one spelling in which it is stored and compared."""

from ipaddress import IPv6Network, ip_network

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comments.networks import WIDEST
from comments.text import tidy

MAX_VALUE = 254


def word(value: str) -> str:
    """One word or several, in small letters, with single spaces."""
    words = " ".join(tidy(value).lower().split())
    if len(words) < 2 or not any(one.isalnum() for one in words):
        raise ValidationError(_("Write at least two characters, one of them a letter or a digit."))
    if len(words) > MAX_VALUE:
        raise ValidationError(_("This is too long. Block a shorter part of it."))
    return words


def email(value: str) -> str:
    """An e-mail address or, after an @, a whole domain, in small letters."""
    address = value.strip().lower()
    try:
        validate_email(f"anybody{address}" if address.startswith("@") else address)
    except ValidationError:
        example = _(
            "Write an e-mail address such as nia@example.org, or a whole domain such as @example.org."
        )
        raise ValidationError(example) from None
    return address


def network(value: str) -> str:
    """A network in CIDR notation; a single address becomes a /32 or /128."""
    try:
        # What would follow a % names an interface of one machine.
        found = ip_network(value.strip().replace("%", " "), strict=False)
    except ValueError:
        example = _("Write a network such as 192.0.2.0/24 or 2001:db8::/32, or a single address.")
        raise ValidationError(example) from None
    if isinstance(found, IPv6Network) and (mapped := found.network_address.ipv4_mapped):
        found = ip_network((mapped, max(0, found.prefixlen - 96)), strict=False)
    if found.prefixlen < WIDEST[found.version]:
        limits = {"four": WIDEST[4], "six": WIDEST[6]}
        message = _("This is too much of the internet. Name at least a /%(four)d, or a /%(six)d of IPv6.")
        raise ValidationError(message, params=limits)
    return str(found)
