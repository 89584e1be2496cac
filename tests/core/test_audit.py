"""The trail: what is written stays, and whatever happens to it afterwards is named."""

import json
import threading

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from p3aks.core import audit
from p3aks.core.audit import JejakAudit, catat, kepala, periksa, rantai_dari
from p3aks.core.models import Tetap


@pytest.fixture
def tiga(rad, opd_a):
    """A plan with three recorded events."""
    for ke in (1, 2, 3):
        catat(by=opd_a, peristiwa="rad.diubah", objek=rad, rincian={"ke": ke})
    return rad


@pytest.fixture
def terjaga(db):
    """The table as the migration leaves it: triggers on, whatever way the test database came."""
    audit.lepas_larangan(connection, "core_jejakaudit")
    audit.pasang_larangan(connection, "core_jejakaudit")


def paksa(sql: str, *nilai: object) -> None:
    """Do to the table what only somebody with the owner's rights can do."""
    audit.lepas_larangan(connection, "core_jejakaudit")
    with connection.cursor() as cursor:
        cursor.execute(sql, nilai)


def test_rows_are_numbered_and_linked_per_object(tiga, lembaga):
    lain = lembaga("Dinas Kesehatan")
    catat(by=None, peristiwa="lembaga.dibuat", objek=lain)
    baris = list(JejakAudit.objects.filter(rantai=rantai_dari(tiga)).order_by("nomor"))
    assert [b.nomor for b in baris] == [1, 2, 3]
    assert baris[0].sebelum == audit.AWAL
    assert [b.sebelum for b in baris[1:]] == [b.sidik for b in baris[:-1]]
    assert len({b.sidik for b in baris}) == 3
    assert JejakAudit.objects.get(rantai=rantai_dari(lain)).oleh_id == ""
    assert list(periksa()) == []


def test_what_is_recorded_is_who_what_when(tiga, opd_a):
    terakhir = JejakAudit.objects.get(rantai=rantai_dari(tiga), nomor=3)
    assert terakhir.oleh_id == str(opd_a.pk)
    assert terakhir.peristiwa == "rad.diubah"
    assert terakhir.rincian == {"ke": 3}
    assert terakhir.pada.tzinfo is not None


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("peristiwa", "'rad.dihapus'"),
        ("oleh_id", "''"),
        ("pada", "'2020-01-01 00:00:00'"),
        ("rincian", "'{\"ke\": 9}'"),
        ("sidik", "'" + "a" * 64 + "'"),
    ],
)
def test_a_changed_row_is_named(tiga, kolom, nilai):
    rantai = rantai_dari(tiga)
    paksa(f"UPDATE core_jejakaudit SET {kolom} = {nilai} WHERE rantai = %s AND nomor = 2", rantai)
    cacat = list(periksa())
    assert (rantai, 2) in {(c.rantai, c.nomor) for c in cacat}
    assert "nomor 2" in str(cacat[0])


def test_a_row_rewritten_with_a_fitting_hash_breaks_the_next(tiga):
    baris = JejakAudit.objects.get(rantai=rantai_dari(tiga), nomor=2)
    baris.rincian = {"ke": 99}
    paksa(
        "UPDATE core_jejakaudit SET rincian = %s, sidik = %s WHERE id = %s",
        json.dumps(baris.rincian),
        baris.hitung_sidik(),
        baris.pk,
    )
    assert [(c.nomor, c.sebab) for c in periksa(rantai_dari(tiga))] == [
        (3, "tidak bersambung dengan baris sebelumnya")
    ]


def test_a_removed_row_is_named(tiga):
    paksa("DELETE FROM core_jejakaudit WHERE rantai = %s AND nomor = 2", rantai_dari(tiga))
    assert [c.nomor for c in periksa()] == [2]


def test_two_swapped_rows_are_named(tiga):
    paksa("UPDATE core_jejakaudit SET nomor = nomor + 10 WHERE nomor > 1")
    paksa("UPDATE core_jejakaudit SET nomor = 2 WHERE nomor = 13")
    paksa("UPDATE core_jejakaudit SET nomor = 3 WHERE nomor = 12")
    assert {c.nomor for c in periksa(rantai_dari(tiga))} == {2, 3}


def test_rows_cut_off_at_the_end_show_against_saved_heads(tiga):
    simpanan = list(kepala())
    assert simpanan == [
        (rantai_dari(tiga), 3, JejakAudit.objects.get(nomor=3).sidik),
    ]
    catat(by=None, peristiwa="rad.diubah", objek=tiga)
    assert list(audit.bandingkan(simpanan)) == []  # growing is fine
    paksa("DELETE FROM core_jejakaudit WHERE nomor >= 3")
    assert list(periksa()) == []  # the chain alone cannot know
    assert [c.nomor for c in audit.bandingkan(simpanan)] == [3]


def test_the_database_refuses_to_change_or_delete(tiga, terjaga):
    for kerja in (
        lambda: JejakAudit.objects.filter(nomor=2).update(peristiwa="lain"),
        lambda: JejakAudit.objects.filter(nomor=2).delete(),
        lambda: JejakAudit.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            kerja()
    assert JejakAudit.objects.count() == 3
    catat(by=None, peristiwa="rad.diubah", objek=tiga)  # adding still works
    assert JejakAudit.objects.count() == 4


def test_every_write_once_table_is_guarded_after_all_migrations(db, request):
    """Also catches a later migration that rebuilt a table on SQLite and lost its triggers."""
    if request.config.getvalue("nomigrations"):
        pytest.skip("tables made without migrations have no triggers")
    tabel = [m._meta.db_table for m in apps.get_models() if issubclass(m, Tetap)]
    assert {"core_jejakaudit", "rad_versirad"} <= set(tabel)
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        ada = {nama for (nama,) in cursor.fetchall()}
    assert {f"tetap_{t}_{kata}" for t in tabel for kata in ("ubah", "hapus")} <= ada


def test_the_model_refuses_as_well(tiga):
    baris = JejakAudit.objects.first()
    with pytest.raises(TypeError):
        baris.save()
    with pytest.raises(TypeError):
        baris.delete()


@pytest.mark.parametrize(
    ("rincian", "galat"),
    [
        ({"nama": 1.5}, TypeError),
        ({"nama": ["a"]}, TypeError),
        ({"nama": {"a": 1}}, TypeError),
        ({"nama": b"a"}, TypeError),
        ({"nama": "x" * 301}, ValueError),
        ({"Nama Korban": "x"}, ValueError),
        ({"": "x"}, ValueError),
    ],
)
def test_details_that_could_hold_a_story_are_refused(rad, rincian, galat):
    with pytest.raises(galat):
        catat(by=None, peristiwa="rad.diubah", objek=rad, rincian=rincian)
    assert not JejakAudit.objects.exists()


def test_an_event_goes_away_with_the_transaction_it_belongs_to(rad):
    with transaction.atomic():
        catat(by=None, peristiwa="rad.diubah", objek=rad)
        transaction.set_rollback(True)
    assert not JejakAudit.objects.exists()


def test_a_rival_with_the_same_number_is_followed_not_overwritten(tiga, monkeypatch):
    """Another transaction committed between our reading of the head and our writing."""
    asli, lama = audit._kepala, iter([(2, "a" * 64), (2, "a" * 64)])
    monkeypatch.setattr(audit, "_kepala", lambda rantai: next(lama, None) or asli(rantai))
    assert catat(by=None, peristiwa="rad.kita", objek=tiga).nomor == 4
    assert list(periksa()) == []


def test_a_collision_that_does_not_end_is_an_error_and_leaves_the_transaction_usable(
    tiga, monkeypatch
):
    monkeypatch.setattr(audit, "_kepala", lambda _: None)
    with pytest.raises(IntegrityError):
        catat(by=None, peristiwa="rad.kita", objek=tiga)
    assert JejakAudit.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_events_of_a_transactional_test_can_be_cleared_though_nobody_may_delete_them(rad):
    """tests/larangan.py; on SQLite the next test would fail without it."""
    audit.lepas_larangan(connection, "core_jejakaudit")
    audit.pasang_larangan(connection, "core_jejakaudit")
    catat(by=None, peristiwa="rad.diubah", objek=rad)
    with pytest.raises(DatabaseError), transaction.atomic():
        JejakAudit.objects.all()._raw_delete("default")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_unbroken_chain(rad):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has no second connection")
    mulai, galat = threading.Barrier(6), []

    def tulis() -> None:
        try:
            mulai.wait(10)
            for _ in range(5):
                with transaction.atomic():
                    catat(by=None, peristiwa="rad.diubah", objek=rad)
        except Exception as e:  # noqa: BLE001 - reported by the assertion below
            galat.append(e)
        finally:
            connection.close()

    utas = [threading.Thread(target=tulis) for _ in range(6)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(60)
    assert galat == []
    assert JejakAudit.objects.filter(rantai=rantai_dari(rad)).count() == 30
    assert list(periksa()) == []


def test_command_is_quiet_about_an_intact_trail(tiga, capsys):
    call_command("periksa_jejak")
    assert "utuh: 1 rantai" in capsys.readouterr().out


def test_command_names_the_row_and_fails(tiga, capsys):
    paksa("UPDATE core_jejakaudit SET oleh_id = 'x' WHERE nomor = 2")
    with pytest.raises(CommandError):
        call_command("periksa_jejak")
    assert f"{rantai_dari(tiga)} nomor 2" in capsys.readouterr().err


def test_command_compares_with_saved_heads(tiga, tmp_path, capsys):
    berkas = tmp_path / "kepala.jsonl"
    call_command("periksa_jejak", tulis_kepala=berkas)
    call_command("periksa_jejak", bandingkan=berkas)
    paksa("DELETE FROM core_jejakaudit WHERE nomor = 3")
    with pytest.raises(CommandError):
        call_command("periksa_jejak", bandingkan=berkas)
    assert "nomor 3: baris hilang" in capsys.readouterr().err
    berkas.write_text("bukan kepala")
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("periksa_jejak", bandingkan=berkas)


def test_one_altered_row_of_many_is_found_in_bounded_memory_and_queries(
    rad, django_assert_max_num_queries
):
    for _ in range(300):
        catat(by=None, peristiwa="rad.diubah", objek=rad)
    paksa("UPDATE core_jejakaudit SET peristiwa = 'x' WHERE nomor = 277")
    with django_assert_max_num_queries(1):
        assert [c.nomor for c in periksa()] == [277]
