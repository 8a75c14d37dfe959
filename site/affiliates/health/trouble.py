"""Why no answer came, in words that are stored with the look."""

from django.utils.translation import gettext as _


class Trouble(Exception):  # noqa: N818 - the shop's, not ours
    """No answer; the message is a sentence for the editor."""


class Forbidden(Trouble):
    """An address that is never asked, since it may be on our own network."""


class Closed(Trouble):
    """The connection ended without an answer; another method may get one."""


def private(host: str) -> Forbidden:
    """`host` is, or its name leads to, an address that is not public."""
    return Forbidden(_("%(host)s is in a private network.") % {"host": host})


def unknown_host(host: str) -> Trouble:
    """No such name."""
    return Trouble(_("There is no host %(host)s.") % {"host": host})


def too_slow() -> Trouble:
    """A limit in time was reached."""
    return Trouble(_("No answer came in time."))


def not_followed(address: str) -> Trouble:
    """Neither https nor, from http, http; or another port."""
    return Trouble(_("It leads to %(address)s, which is not followed.") % {"address": address[:120]})


def bad_certificate(host: str, reason: str) -> Trouble:
    """TLS failed, such as for an expired certificate or one of another host."""
    text = _("No safe connection to %(host)s: %(reason)s.")
    return Trouble(text % {"host": host, "reason": reason.rstrip(".")[:100]})


def no_connection(host: str) -> Trouble:
    """Nobody listens, or the network is down."""
    return Trouble(_("%(host)s does not take connections.") % {"host": host})


def closed(host: str) -> Closed:
    """It took the connection and ended it."""
    return Closed(_("%(host)s closed the connection without an answer.") % {"host": host})


def no_web_answer(host: str) -> Trouble:
    """What came was not HTTP, or too long."""
    return Trouble(_("%(host)s gave an answer that browsers could not read.") % {"host": host})


def too_many_redirects() -> Trouble:
    """More than browsers of patient readers would follow."""
    return Trouble(_("It redirects again and again."))
