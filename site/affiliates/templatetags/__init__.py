"""Template tags of the affiliates app."""
