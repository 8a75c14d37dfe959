"""Nobody's e-mail address reaches a log, not even in what a mail server answered."""

import logging
import re

# The part before the @ tells who it is; the host stays, to see with which server there is trouble.
_OF_IT = r"[^\s@<>()\[\]{},;:\"'=?&/\\]"
# Begun only where a word begins, so that a long line takes no longer than it is.
_LOCAL_PART = re.compile(rf"(?<!{_OF_IT}){_OF_IT}+(?=(?:@|%40)[\w.-]*\w\.\w)", re.IGNORECASE)
_TRACEBACKS = logging.Formatter()


class HideMailAddresses(logging.Filter):
    """Puts "…" in the place of what stands before an @, in the text and the traceback; lets all pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record where there is something to hide."""
        text = record.getMessage()
        if _LOCAL_PART.search(text):
            record.msg, record.args = _LOCAL_PART.sub("…", text), ()
        if record.exc_info and not record.exc_text:
            # A formatter takes a text that is already there.
            record.exc_text = _TRACEBACKS.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _LOCAL_PART.sub("…", record.exc_text)
        return True
