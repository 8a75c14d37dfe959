"""A base and three short variants: dev (make serve), test (make test) and production."""
