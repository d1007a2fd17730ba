"""What survives a restart: saved networks and runs."""
