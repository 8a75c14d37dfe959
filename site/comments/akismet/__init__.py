"""What the site says to Akismet, a service that judges comments, and what it makes of the answers."""
