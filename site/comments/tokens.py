"""The secret in a writer's own address: only its hash is stored, so a copy of the database opens nothing."""

import hashlib
import secrets


def new_token() -> str:
    """An unguessable secret for an address (256 bits, URL-safe)."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored and looked up: SHA-256 suffices, since the secret is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()
