"""What happens to a record that was edited in the browser: it is finished, checked, and kept on a branch."""
