"""Which pages exist: addresses, page list, alternates, redirects."""
