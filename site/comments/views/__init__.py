"""What the comments app answers to readers and writers."""
