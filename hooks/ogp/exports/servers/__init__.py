"""The settings of servers that follow from the built site."""
