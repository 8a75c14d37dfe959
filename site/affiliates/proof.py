"""Proof that a link stood on a page: where its clicks are told, signed when the page was rendered.

A page says so itself, by what it really renders (also through replacements, equipment and library
exercises), so no index has to be asked when somebody clicks. The same link on the same page has the same
proof for everybody; it tells nothing about who clicked.
"""

from django.core.signing import Signer
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from affiliates.models import AffiliateLink


def beacon_for(link: AffiliateLink, request: HttpRequest | None) -> str:
    """Where this page tells of clicks on `link`; "" where our own address counts, and in previews."""
    if request is None or link.programme.may_redirect or getattr(request, "is_preview", False):
        return ""
    return f"{reverse('affiliates:clicked', args=[link.slug])}?on={_proof(link.slug, request.path)}"


def stood_on(path: str, slug: str, proof: str) -> bool:
    """Whether the page at `path` was rendered with the link of that slug."""
    return constant_time_compare(_proof(slug, path), proof)


def _proof(slug: str, path: str) -> str:
    return Signer(salt="affiliates.proof").signature(f"{slug} {path}")
