"""What `make serve` runs: web server, task worker and scheduler under one small supervisor.

Only `jobs` and `scheduler` need Django, so a start costs little more than the services themselves.
"""
