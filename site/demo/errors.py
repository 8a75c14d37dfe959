"""Why the demo content is not loaded; the message is for the person at the terminal."""


class DemoError(RuntimeError):
    """Nothing was loaded or changed."""


class ContentError(DemoError):
    """A file of the demo content is missing or wrong; the message names the file and the place."""
