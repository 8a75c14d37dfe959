"""Where in a rendered page the disclosure stands, and the script that counts clicks. Pure."""

import re

PLACE = re.compile(r"<template data-disclosure></template>")
SCRIPT = re.compile(r"<template data-paid-links-script>(?P<kept>.*?)</template>", re.DOTALL)
MAIN = re.compile(r"<main\b[^>]*>", re.IGNORECASE)
BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def insert(html: str, first: int, disclosure: str) -> str:
    """At the place the template left, if that is before the link at `first`; else where the page begins."""
    for pattern in (PLACE, MAIN, BODY):
        if (found := pattern.search(html)) and found.end() <= first:
            at = found.start() if pattern is PLACE else found.end()
            return html[:at] + disclosure + html[at:]
    return disclosure + html


def without_places(html: str, keep_script: bool = False) -> str:
    """`html` without what templates left for us; the script stays where a link needs it."""
    return SCRIPT.sub(r"\g<kept>" if keep_script else "", PLACE.sub("", html))
