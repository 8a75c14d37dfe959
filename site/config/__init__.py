"""Settings, addresses and the doors of the running site."""
