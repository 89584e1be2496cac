"""Writes around cases. Each takes ``by=``, locks the case, checks that *by* handles it, stores,
recomputes what is derived and writes the trail, all in one transaction."""
