"""Cell suppression: which counts a publication must hide so that nobody can compute small ones.

``susunan`` says which counts there are and what adds up to what; ``selang`` is the attacker, who
knows all of that and every published count; ``cari`` finds the fewest counts to hide. Nothing here
knows what is counted.
"""
