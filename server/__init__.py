"""The server: moves bytes and permissions, and does no mathematics."""
