"""One spelling for each e-mail address, so that nobody gets round a rule by typing it differently."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode

MAX_LENGTH = 254


def address_of(typed: str) -> str:
    """The address as it is kept and mailed: lower case, without space, its domain in ASCII.

    "" for what is not the plain address of one person: quoted local parts may hold commas, and nobody
    whom we could reach has one.
    """
    local, _at, domain = typed.strip().lower().rpartition("@")
    try:
        address = f"{local}@{punycode(domain)}".lower()
        validate_email(address)
    except (ValidationError, UnicodeError):
        return ""
    return "" if '"' in address or len(address) > MAX_LENGTH else address
