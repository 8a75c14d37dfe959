"""Where in a rendered page the disclosure stands, and the script that counts clicks. Pure.

Both places carry the process's secret mark, so that no stored text can move the disclosure or hide a link.
"""

import re

from pages.link_marks import MARK

PLACE = f'<template data-disclosure="{MARK}"></template>'
SCRIPT = re.compile(
    rf'<template data-paid-links-script="{re.escape(MARK)}">(?P<kept>.*?)</template>', re.DOTALL
)
MAIN = re.compile(r"<main\b[^>]*>", re.IGNORECASE)
BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def insert(html: str, first: int, disclosure: str) -> str:
    """At the place the template left, if that is before the link at `first`; else where the page begins."""
    at = html.find(PLACE)
    if not 0 <= at < first:
        ends = [found.end() for pattern in (MAIN, BODY) if (found := pattern.search(html))]
        at = next((end for end in ends if end <= first), 0)
    return html[:at] + disclosure + html[at:]


def without_places(html: str, keep_script: bool = False) -> str:
    """`html` without what templates left for us; the script stays where a link needs it."""
    return SCRIPT.sub(r"\g<kept>" if keep_script else "", html.replace(PLACE, ""))
