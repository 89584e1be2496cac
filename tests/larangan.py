"""Lets the test runner empty append-only tables on SQLite.

After a transactional test Django empties all tables. On PostgreSQL that is TRUNCATE, which row
triggers do not see; on SQLite it is DELETE, which they refuse. So for exactly that moment the
triggers are taken out of the test database and put back as they were. While a test runs they are
in force.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def tanpa_pemicu() -> Iterator[None]:
    """Run the block without the ``tetap_*`` triggers of a SQLite database."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tetap!_%'"
            " ESCAPE '!'"
        )
        pemicu = cursor.fetchall()
        for nama, _ in pemicu:
            cursor.execute(f'DROP TRIGGER "{nama}"')
    yield
    with connection.cursor() as cursor:
        for _, sql in pemicu:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def _kosongkan_tabel_tetap() -> Iterator[None]:
    """Wrap the emptying of tables after a transactional test."""
    asli = TransactionTestCase._fixture_teardown

    def bongkar(self: TransactionTestCase) -> None:
        with tanpa_pemicu():
            asli(self)

    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(TransactionTestCase, "_fixture_teardown", bongkar)
        yield
