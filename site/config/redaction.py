"""Secrets that stand in addresses stay out of logs."""

import logging
import re

# The writer's own page of a comment: whoever has its address may change or withdraw the comment.
_SECRETS = re.compile(r"(/comments/yours/)[^/\s\"'?]+")


class RedactSecrets(logging.Filter):
    """Puts "…" in the place of the secret in a record's text; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's text where there is something to hide."""
        text = record.getMessage()
        if _SECRETS.search(text):
            record.msg, record.args = _SECRETS.sub(r"\1…", text), ()
        return True
