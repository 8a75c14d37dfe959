"""Authors, experts and reviewers with their credentials."""
