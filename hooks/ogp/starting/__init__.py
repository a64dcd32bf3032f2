"""The start of another country: the generator, and an empty site of its own."""
