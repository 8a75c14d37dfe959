"""Secrets that stand in addresses stay out of logs."""

import logging
import re

# The writer's own page of a comment, the links in mail: whoever has the address may change something.
# Signing in at the admin passes one on in a query string, where slashes may be written as %2F.
_SECRETS = re.compile(
    r"""((?:/|%2F)comments(?:/|%2F)(?:yours|confirm|unsubscribe|mailed)(?:/|%2F))[^/\s"'?&%]+""",
    re.IGNORECASE,
)


class RedactSecrets(logging.Filter):
    """Puts "…" in the place of the secret in a record's text; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's text where there is something to hide."""
        text = record.getMessage()
        if _SECRETS.search(text):
            record.msg, record.args = _SECRETS.sub(r"\1…", text), ()
        return True
