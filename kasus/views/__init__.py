"""Pages of the case app."""
