"""What a page says, for a given day and in no language yet."""
