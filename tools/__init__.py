"""What makes the project's data; nothing here is part of the library."""
