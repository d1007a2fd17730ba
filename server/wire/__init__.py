"""What travels between the server and its pages: messages, frames, problems."""
