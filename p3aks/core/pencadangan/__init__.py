"""Backups: made every night, encrypted to people's keys, proven by restoring them.

``aliran`` is the encryption (age), ``basisdata`` copies and restores either database, ``buat``
makes and thins out backups, ``pulih`` tests and restores them. A backup is one age file around one
tar: ``basisdata``, the files of both storages, and last ``manifes.json``, which says what all of
it must be. The keys of the data are never in it.
"""


class GalatCadangan(Exception):
    """Why a backup or a restore did not come about, in one sentence for the operator."""
