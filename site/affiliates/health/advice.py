"""What a person can do about a verdict, in one sentence."""

from django.utils.translation import gettext as _

from affiliates.models import LinkCheck

Verdict = LinkCheck.Verdict


def advice(verdict: str) -> str:
    """Empty where there is nothing to do."""
    sentences = {
        Verdict.MOVED: _("Put the new address into the link, with its tag."),
        Verdict.HOME: _("The product may be sold no more: choose another destination or a replacement."),
        Verdict.GONE: _("Choose another destination or a replacement."),
        Verdict.UNTAGGED: _("Nothing is earned like this: find an address that keeps the tag."),
        Verdict.UNREACHABLE: _("Look yourself. If you get no further either, choose a replacement."),
        Verdict.FORBIDDEN: _("No reader gets there: correct the destination."),
    }
    return sentences.get(Verdict(verdict), "")
