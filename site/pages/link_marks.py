"""A mark for links whose address no editor chose: readers wrote them, or a template makes them itself.

Who looks for paid links in a rendered page (affiliates.disclosing) leaves those alone. The mark is drawn
when the process starts and taken out of every page again, so no stored text can carry it.
"""

import re
import secrets

MARK = secrets.token_urlsafe(9)

_ATTRIBUTE = re.compile(rf'\s+data-unpaid="{re.escape(MARK)}"')


def without_marks(html: str) -> str:
    """`html` as readers get it."""
    return _ATTRIBUTE.sub("", html) if MARK in html else html
