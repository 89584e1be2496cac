"""Secret tables refuse every read without a scope, by whatever door it comes (R21, R22)."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils import timezone

from kasus.enums_akses import PeranTim
from kasus.models import Hubungan, Kasus, Korban, LaranganAkses, Terlapor, TimKasus
from p3aks.core.lingkup import LingkupQuerySet, TanpaLingkup, adalah_rahasia
from pokja.enums import Peran
from pokja.models import Pengguna

RAHASIA = [m for m in apps.get_app_config("kasus").get_models() if adalah_rahasia(m)]
# Reference data of the case app: no case, no person in them.
BUKAN_RAHASIA = {"Instansi", "AturanSla"}


@pytest.fixture
def kasus(orang, dinsos):
    """Two cases of one unit, one of another, with their managers."""
    manajer = orang("manajer", Peran.MANAJER_KASUS, lembaga=dinsos)

    def buat(unit=dinsos):
        baru = Kasus.objects.sistem("uji").create(
            unit=unit,
            saluran="LANGSUNG",
            tanggal_lapor=timezone.now() - dt.timedelta(hours=1),
            dibuat_oleh=manajer,
        )
        Korban.objects.sistem("uji").create(kasus=baru, kode="A", kelamin="P", tempat="LAINNYA")
        Terlapor.objects.sistem("uji").create(kasus=baru, kode="X", kelamin="L")
        return baru

    return manajer, buat


def test_every_case_table_is_secret():
    """A table without the guard would be an open door."""
    terbuka = {m.__name__ for m in apps.get_app_config("kasus").get_models()} - {
        m.__name__ for m in RAHASIA
    }
    assert terbuka == BUKAN_RAHASIA
    for model in RAHASIA:
        assert issubclass(model._base_manager._queryset_class, LingkupQuerySet), model
        assert "saring" in {
            n for k in model._default_manager._queryset_class.__mro__ for n in vars(k)
        }


@pytest.mark.parametrize("model", RAHASIA, ids=lambda m: m.__name__)
@pytest.mark.parametrize(
    "baca",
    [
        list,
        lambda q: q.count(),
        lambda q: q.exists(),
        lambda q: q.first(),
        lambda q: q.aggregate(n=Count("pk")),
        lambda q: list(q.values_list("pk")),
        lambda q: list(q.iterator()),
        lambda q: q.filter(pk="00000000-0000-0000-0000-000000000000").get(),
        lambda q: q.in_bulk(),
        lambda q: q.update(diubah_pada=timezone.now()),
        lambda q: q.delete(),
        lambda q: list(q.raw("SELECT 1")),
        lambda q: list(q.dates("dibuat_pada", "year")),
        lambda q: q.explain(),
        lambda q: q.contains(q.model()),
    ],
    ids=["list", "count", "exists", "first", "aggregate", "values", "iterator", "get", "in_bulk",
         "update", "delete", "raw", "dates", "explain", "contains"],
)  # fmt: skip
def test_unscoped_raises(db, model, baca):
    with pytest.raises(TanpaLingkup):
        baca(model.objects.all())


def test_unscoped_raises_as_subquery(db, kasus):
    manajer, _ = kasus
    for q in (
        lambda: Pengguna.objects.filter(pk__in=Kasus.objects.values("dibuat_oleh")),
        lambda: Pengguna.objects.filter(Exists(Kasus.objects.filter(dibuat_oleh=OuterRef("pk")))),
        lambda: Pengguna.objects.annotate(k=Subquery(Kasus.objects.values("kode")[:1])),
        lambda: Kasus.objects.untuk(manajer).filter(pk__in=Korban.objects.values("kasus")),
        lambda: Kasus.objects.untuk(manajer).exclude(pk__in=Korban.objects.values("kasus")),
    ):
        with pytest.raises(TanpaLingkup):
            list(q())


def test_or_and_union_need_the_same_scope(db, kasus, orang, lembaga):
    manajer, _ = kasus
    lain = orang("lain", Peran.MANAJER_KASUS, lembaga=lembaga("P2TP2A lain"))
    semua, milik = Kasus.objects.all(), Kasus.objects.untuk(manajer)
    for gabung in (
        lambda: milik | semua,
        lambda: semua | milik,
        lambda: milik & semua,
        lambda: milik | Kasus.objects.untuk(lain),
        lambda: milik | Kasus.objects.sistem("uji"),
        lambda: milik ^ semua,
        lambda: milik.union(semua),
        lambda: semua.union(milik),
        lambda: milik.union(Kasus.objects.untuk(lain)),
        lambda: milik.intersection(semua),
        lambda: milik.difference(semua),
    ):
        with pytest.raises(TanpaLingkup):
            list(gabung())


def test_or_within_one_scope_stays_in_it(db, kasus, lembaga):
    manajer, buat = kasus
    milik, asing = buat(), buat(lembaga("P2TP2A lain"))
    q = Kasus.objects.untuk(manajer)
    hasil = q.filter(pk=milik.pk) | q.filter(pk=asing.pk)
    assert [k.pk for k in hasil] == [milik.pk]


def test_foreign_key_of_an_object_read_without_scope_raises(db, kasus):
    _, buat = kasus
    satu = buat()
    korban = Korban(kasus_id=satu.pk)
    with pytest.raises(TanpaLingkup):
        _ = korban.kasus
    with pytest.raises(TanpaLingkup):
        list(Kasus(pk=satu.pk).korban.all())


def test_relations_carry_the_scope(db, kasus, lembaga):
    """Following a relation reads the other table in the reader's scope, not in full."""
    manajer, buat = kasus
    asing = buat(lembaga("P2TP2A lain"))
    milik = Kasus.objects.untuk(manajer).get(pk=buat().pk)
    korban = milik.korban.get()
    assert korban.kasus == milik
    assert milik.korban.count() == 1
    # A row that points to a case out of scope: its case stays unreadable.
    korban.kasus_id = asing.pk
    with pytest.raises(Kasus.DoesNotExist):
        _ = korban.kasus


def test_prefetch_carries_the_scope(db, kasus, django_assert_num_queries):
    manajer, buat = kasus
    buat(), buat()
    assert manajer.peran  # read once per request
    with django_assert_num_queries(3):
        daftar = list(Kasus.objects.untuk(manajer).prefetch_related("korban", "terlapor"))
        assert [len(k.korban.all()) for k in daftar] == [1, 1]
    with django_assert_num_queries(2):
        assert all(k.kasus.kode for k in Korban.objects.untuk(manajer).prefetch_related("kasus"))


def test_secret_tables_are_not_joined_as_objects(db, kasus):
    manajer, _ = kasus
    with pytest.raises(TypeError):
        Korban.objects.untuk(manajer).select_related("kasus")
    with pytest.raises(TypeError):
        Korban.objects.untuk(manajer).select_related()
    assert list(Kasus.objects.untuk(manajer).select_related("unit")) == []


def test_no_relation_leads_from_one_case_to_another():
    """Sibling joins: from a secret table one can walk up to its own case and down again, never
    across. So every reverse accessor belongs to a table of the same case."""
    for model in RAHASIA:
        for rel in model._meta.related_objects:
            if rel.hidden:
                continue
            assert rel.related_model in RAHASIA, (model, rel)
    for model in RAHASIA:
        for f in model._meta.concrete_fields:
            if f.is_relation and f.related_model not in RAHASIA:
                assert f.remote_field.hidden, f"{f}: jalan balik dari luar ke data kasus"


def test_identity_cannot_be_reached_by_a_join():
    nama = {r.get_accessor_name() for m in RAHASIA for r in m._meta.related_objects}
    assert not any("identitas" in (n or "") and n != "akses_identitas" for n in nama)


def test_exclude_across_a_relation_keeps_the_scope(db, kasus, orang, dinsos):
    manajer, buat = kasus
    satu, dua = buat(), buat()
    teman = orang("teman", Peran.PENDAMPING, lembaga=dinsos)
    TimKasus.objects.sistem("uji").create(
        kasus=satu, pengguna=teman, peran=PeranTim.PENDAMPING, ditunjuk_oleh=manajer
    )
    hasil = Kasus.objects.untuk(manajer).exclude(tim__pengguna=teman)
    assert [k.pk for k in hasil] == [dua.pk]


def test_denied_person_sees_nothing_by_any_path(db, kasus):
    """T6: the deny-list beats the manager's own right."""
    manajer, buat = kasus
    satu = buat()
    assert Kasus.objects.untuk(manajer).count() == 1
    LaranganAkses.objects.sistem("uji").create(
        kasus=satu, pengguna=manajer, alasan="Kerabat terlapor", oleh=manajer
    )
    assert Kasus.objects.untuk(manajer).count() == 0
    assert Korban.objects.untuk(manajer).count() == 0
    assert Hubungan.objects.untuk(manajer).count() == 0
