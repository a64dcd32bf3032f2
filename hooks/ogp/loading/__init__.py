"""From YAML files to records: every problem with its file, line, field and fix."""
