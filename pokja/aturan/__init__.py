"""Rules of the Pokja as pure functions: no database, no clock."""
