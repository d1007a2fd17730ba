"""What travels between the server and its pages: messages, frames and the problems in both languages."""
