"""The home page, search, robots, sitemap, error pages and the rights of the staff."""
