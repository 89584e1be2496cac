"""Periodic jobs of the Pokja: thin Celery tasks above the actions they call."""

from celery import shared_task

from pokja.actions import ringkasan


@shared_task
def kirim_ringkasan() -> int:
    """Send the digests that are due; returns how many."""
    return ringkasan.kirim_ringkasan()
