"""The report on clicks: which links, on which pages, when."""
