"""Plain data about cases: facts for the rules, snapshots for documents."""
