"""What the site publishes besides its pages: one output per file."""
