"""Rules of monitoring as pure functions: no database, no request."""
