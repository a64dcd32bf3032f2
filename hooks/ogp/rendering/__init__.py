"""From what a page says to HTML in one language: our own Jinja environment, escaping, strict about names."""
