"""Links that earn a commission: managed in one place, always disclosed, counted without tracking anybody."""
