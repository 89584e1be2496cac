"""Measures the speed bars of the project as ratios inside one run, so that any machine will do."""
