"""What may be a paid link's slug, so that nothing else reaches the database."""

SLUG = r"(?P<slug>[-\w]{1,80})"
