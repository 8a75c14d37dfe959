"""The one video of an article: its address, what its provider says about it, what its file measures."""
