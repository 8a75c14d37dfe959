"""Whether paid links still lead where they should: looked at once a day, from outside, like a reader."""
