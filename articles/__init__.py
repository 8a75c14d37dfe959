"""Articles: the index, the article page with its body blocks, the video, feeds."""
