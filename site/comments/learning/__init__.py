"""What the filter learns from people: which words stand in comments they approve, and in spam."""
