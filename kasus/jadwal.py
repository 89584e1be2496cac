"""Periodic jobs of the case app: thin Celery tasks above the actions they call."""

from celery import shared_task

from kasus.actions import tenggat


@shared_task
def periksa_tenggat() -> int:
    """Store breaches that have come since the last time; returns how many cases had one."""
    return tenggat.periksa_tenggat()
