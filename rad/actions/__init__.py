"""Every write of the RAD app that touches more than one model or has side effects.

Keyword-only, ``by=`` the person, atomic, the audit row inside, side effects on commit.
"""
