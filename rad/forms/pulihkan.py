"""Bringing a whole version back: the reason, and the proof of what was shown."""

from django import forms

from rad.forms.perubahan import AlasanPerubahanForm


class PulihkanVersiForm(AlasanPerubahanForm):
    """``sidik`` is the fingerprint of the steps that the page listed."""

    sidik = forms.CharField(required=False, widget=forms.HiddenInput)
