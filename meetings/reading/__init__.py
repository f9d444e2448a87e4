"""Reading of uploads: bytes become cells, in a process with hard limits; imports nothing above it."""
