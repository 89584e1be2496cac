"""Who sees which row of which secret table: people × levels × tables, against a reviewed list."""

import pytest

from kasus.models import Korban
from tests.kasus.kebijakan import (
    DITANGANI,
    ORANG,
    PER_KASUS,
    SEPERTI_KORBAN,
    UMUM,
    Dunia,
    harapan,
    terlihat,
)

HARAPAN = harapan()


@pytest.fixture
def dunia(tuban):
    """Everybody and four cases."""
    return Dunia(tuban)


def test_the_list_names_everybody_and_every_table():
    assert set(HARAPAN) == set(ORANG)
    assert set(next(iter(HARAPAN.values()))) == {*PER_KASUS, *UMUM, DITANGANI}


def test_everybody_sees_exactly_what_the_list_says(dunia, subtests):
    for nama, harus in HARAPAN.items():
        with subtests.test(nama):
            lihat = terlihat(dunia, nama)
            beda = {
                t: f"{' '.join(sorted(harus[t])) or '–'} → {' '.join(sorted(lihat[t])) or '–'}"
                for t in harus
                if harus[t] != lihat[t]
            }
            assert not beda


def test_tables_below_a_case_follow_its_victims(dunia, subtests):
    """Eighteen tables have one and the same rule; one check for all of them."""
    for nama, user in dunia.orang.items():
        korban = {dunia.label[pk] for pk in Korban.objects.untuk(user).values_list("pk", flat=True)}
        assert korban == HARAPAN[nama]["Korban"], nama
        for model in SEPERTI_KORBAN:
            with subtests.test(f"{nama} {model.__name__}"):
                ada = model.objects.untuk(user).filter(pk__in=dunia.label)
                assert {dunia.label[pk] for pk in ada.values_list("pk", flat=True)} == korban
