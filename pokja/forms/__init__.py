"""Forms of the Pokja app."""
