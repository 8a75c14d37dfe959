"""A sender's traces in what signals found. Pure."""

from typing import Any

# The names under which evidence holds the sender's address, or the network around it.
OF_THE_SENDER = ("address", "network")


def without_sender(evidence: Any) -> Any:
    """`evidence` without the sender's address and network, however deep they stand in it."""
    if isinstance(evidence, dict):
        return {name: without_sender(value) for name, value in evidence.items() if name not in OF_THE_SENDER}
    if isinstance(evidence, list):
        return [without_sender(value) for value in evidence]
    return evidence
