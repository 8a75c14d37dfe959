"""What readers write under articles and exercises, and how moderators decide about it."""
