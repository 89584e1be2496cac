"""Addresses of perbup (being written)."""

urlpatterns: list = []
