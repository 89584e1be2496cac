"""Parsing and validating what people type, paste or upload."""
