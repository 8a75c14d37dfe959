"""The moderation desk in the admin: an inbox of comments, decided about by mouse or keys."""
