"""The one way in which a benchmark fails."""


class CannotMeasure(RuntimeError):  # noqa: N818 - what happened, as in config.serving
    """Something is missing or answered wrongly, so there is no number; the message says what."""
