"""Mail to readers and moderators: what is due (letters), what it says, and how it is sent."""
