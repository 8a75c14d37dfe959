"""The sample content that `make serve` loads on its first run."""
