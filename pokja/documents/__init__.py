"""What pages and documents of the Pokja show, read in a constant number of queries."""
