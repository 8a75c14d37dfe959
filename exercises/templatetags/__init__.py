"""Template tags of the exercises app."""
