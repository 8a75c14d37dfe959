"""What every page has: the abstract page, site settings, pictures, media, blocks for any body."""
