"""How the built site comes to where it is served."""
