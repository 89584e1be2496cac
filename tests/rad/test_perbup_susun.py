"""The regulation as rows and as snapshot: what a print will say."""

import base64
import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile

from pokja.enums import Bidang
from pokja.models import Daerah
from rad.documents.perbup import bekukan, susun
from rad.models import Ayat, Perbup
from rad.models.naskah import DasarHukum
from rad.naskah import muat, naskah_awal, tulis_naskah, tulis_naskah_awal
from tests.rad.bantu_perbup import jadikan_final, naskah, perbup_terisi, versi_rad

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


@pytest.fixture
def perbup(rad, lembaga, sekretariat):
    return perbup_terisi(rad, versi_rad(rad, lembaga, sekretariat))


# --- The ready-made draft -------------------------------------------------------------------


def test_draft_is_complete(perbup):
    s = susun(perbup)
    assert [b["judul"] for b in s["batang_tubuh"]] == [
        "KETENTUAN UMUM",
        "MAKSUD, TUJUAN, DAN RUANG LINGKUP",
        "RENCANA AKSI DAERAH",
        "PELAKSANAAN",
        "KELEMBAGAAN, KOORDINASI, DAN PARTISIPASI MASYARAKAT",
        "DATA DAN KERAHASIAAN KORBAN",
        "PEMANTAUAN, EVALUASI, DAN PELAPORAN",
        "PENDANAAN",
        "KETENTUAN PENUTUP",
    ]
    pasal = [p for b in s["batang_tubuh"] for g in b["bagian"] for p in g["pasal"]]
    assert [p["label"] for p in pasal] == [f"Pasal {n}" for n in range(1, 27)]
    assert [g["judul"] for g in s["batang_tubuh"][3]["bagian"]] == [
        "Umum",
        *(b.label for b in Bidang),
    ]
    assert "{" not in json.dumps(s["batang_tubuh"]).replace('{"', "")
    assert pasal[-1]["ayat"][0]["isi"] == (
        "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan."
    )


def test_head_says_draft_with_exactly_three_dots(perbup):
    k = susun(perbup)["kepala"]
    assert k["tanda"] == "RANCANGAN"
    assert k["baris"] == ["BUPATI TUBAN", "PROVINSI JAWA TIMUR"]
    assert k["jenis"] == "PERATURAN BUPATI TUBAN"
    assert k["nomor"] == "NOMOR ... TAHUN ..."
    assert k["tentang"] == (
        "RENCANA AKSI DAERAH PERLINDUNGAN DAN PEMBERDAYAAN PEREMPUAN DAN ANAK DALAM KONFLIK SOSIAL "
        "TAHUN 2025-2029"
    )
    assert k["pejabat"] == "BUPATI TUBAN,"


def test_menimbang_mengingat_and_menetapkan(perbup):
    s = susun(perbup)
    assert [m["label"] for m in s["menimbang"]] == ["a.", "b.", "c.", "d."]
    assert all(m["isi"].startswith("bahwa ") and m["isi"].endswith(";") for m in s["menimbang"])
    assert (
        "dalam huruf a, huruf b, dan huruf c, perlu menetapkan Peraturan Bupati tentang"
        in (s["menimbang"][-1]["isi"])
    )
    assert all(m["isi"].endswith(";") for m in s["mengingat"])
    assert s["mengingat"][0]["isi"].startswith("Pasal 18 ayat (6) Undang-Undang Dasar")
    assert s["menetapkan"].startswith("PERATURAN BUPATI TENTANG RENCANA AKSI")
    assert s["menetapkan"].endswith(".")


def test_bases_are_sorted_by_hierarchy_year_and_number(rad):
    perbup = Perbup.objects.create(rad=rad, tentang="x")
    for jenis, nomor, tahun in (
        ("permen", "2", 2010),
        ("uu", "9", 2014),
        ("perppu", "2", 2014),
        ("uu", "23", 2014),
        ("perpres", "18", 2014),
        ("pp", "2", 2015),
        ("uu", "7", 2012),
    ):
        DasarHukum.objects.create(perbup=perbup, jenis=jenis, nomor=nomor, tahun=tahun)
    DasarHukum.objects.create(perbup=perbup, jenis="uud")
    urut = [(d["jenis"], d["nomor"]) for d in muat(perbup).dasar_hukum]
    assert urut == [
        ("uud", ""),
        ("uu", "7"),
        ("perppu", "2"),
        ("uu", "9"),
        ("uu", "23"),
        ("pp", "2"),
        ("perpres", "18"),
        ("permen", "2"),
    ]


def test_unverified_bases_are_marked_on_the_working_copy_only(perbup):
    kerja = susun(perbup)["kerja"]
    assert any("belum dicocokkan" in c and "angka 2, 7," in c for c in kerja["catatan"])
    jadikan_final(perbup)
    assert susun(perbup)["kerja"] is None


def test_text_survives_the_way_into_the_database_and_back(rad):
    perbup = perbup_terisi(rad)
    awal = naskah_awal(Daerah.ini().salinan(), 2025, 2029)
    kembali = muat(perbup)

    def polos(nilai):
        if isinstance(nilai, dict):
            return {k: polos(v) for k, v in nilai.items() if k != "objek"}
        return [polos(v) for v in nilai] if isinstance(nilai, list) else nilai

    from dataclasses import asdict

    assert polos(json.loads(json.dumps(asdict(kembali)["bab"]))) == polos(
        json.loads(json.dumps(asdict(awal)["bab"]))
    )
    assert [k.isi for k in kembali.konsiderans] == [k.isi for k in awal.konsiderans]
    assert len(kembali.dasar_hukum) == len(awal.dasar_hukum)


def test_draft_never_overwrites_a_text(rad):
    perbup = perbup_terisi(rad)
    with pytest.raises(ValueError, match="sudah berisi"):
        tulis_naskah_awal(perbup)
    assert perbup.bab.count() == 9


def test_number_of_queries_does_not_grow_with_the_text(rad, django_assert_num_queries):
    pendek = Perbup.objects.create(rad=rad, tentang="x")
    tulis_naskah(pendek, naskah())
    panjang = perbup_terisi(rad)
    for p in (pendek, panjang):
        with django_assert_num_queries(7):
            muat(p)


# --- Lampiran, settings, arms ---------------------------------------------------------------


def test_lampiran_is_the_fixed_version(perbup):
    s = susun(perbup)
    assert s["matriks"]["versi"] == {
        "nomor": 1,
        "label": "Versi 1",
        "sidik": perbup.versi_rad.sidik,
    }
    assert s["lampiran"]["kepala"] == [
        "LAMPIRAN",
        "PERATURAN BUPATI TUBAN",
        "NOMOR ... TAHUN ...",
        "TENTANG",
        s["kepala"]["tentang"],
    ]
    assert s["lampiran"]["tanda_tangan"]["jabatan"] == "BUPATI TUBAN,"


def test_without_a_version_there_is_no_lampiran_and_the_working_sheet_says_so(rad):
    s = susun(perbup_terisi(rad))
    assert s["lampiran"] is None
    assert s["matriks"] is None
    assert s["kerja"]["catatan"][0].startswith("Lampiran belum ada")
    with pytest.raises(ValueError, match="Lampiran belum ada"):
        bekukan(perbup_terisi(rad))


def test_settings_are_part_of_the_snapshot_with_a_version(perbup):
    lama = susun(perbup)["pengaturan"]
    perbup.margin_kiri, perbup.seri = 35, "E"
    baru = susun(perbup)
    assert baru["pengaturan"]["margin"]["kiri"] == 35
    assert baru["pengaturan"]["versi"] != lama["versi"]
    assert baru["penutup"]["berita_daerah"].endswith("NOMOR ... SERI E")


def test_arms_come_from_the_regency_or_stay_empty(perbup):
    assert susun(perbup)["lambang"] == ""
    daerah = Daerah.ini()
    daerah.lambang.save("garuda.png", ContentFile(PNG))
    assert susun(perbup)["lambang"] == "data:image/png;base64," + base64.b64encode(PNG).decode()


def test_initials_show_on_the_working_copy(perbup, hukum):
    paraf = perbup.paraf.get(jabatan="Kepala Bagian Hukum")
    paraf.oleh, paraf.pada = hukum, dt.datetime(2026, 1, 2, 2, 0, tzinfo=dt.UTC)
    paraf.save()
    tabel = dict(susun(perbup)["kerja"]["paraf"])
    assert tabel["PARAF KOORDINASI"][0] == {
        "jabatan": "Kepala Bagian Hukum",
        "paraf": "sudah, Hukum",
        "tanggal": "2 Januari 2026",
    }
    assert [p["jabatan"] for p in tabel["PARAF HIERARKI"]] == [
        "Sekretaris Daerah",
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
    ]


# --- Final and copy -------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["final", "salinan"])
def test_final_print_is_refused_while_the_text_is_open(perbup, mode):
    with pytest.raises(ValueError, match="masih berstatus Rancangan"):
        susun(perbup, mode)


def test_final_print_is_refused_without_number_and_dates(perbup):
    jadikan_final(perbup, catat=False)
    with pytest.raises(
        ValueError, match="belum tercatat: nomor, tahun, tanggal ditetapkan, tanggal"
    ):
        susun(perbup, "final")
    perbup.nomor = 12
    with pytest.raises(ValueError, match="belum tercatat: tahun"):
        susun(perbup, "salinan")
    assert susun(perbup, "rancangan")["kepala"]["nomor"] == "NOMOR ... TAHUN ..."


def test_frozen_text_without_number_prints_as_the_sheet_to_be_signed(perbup):
    s = susun(jadikan_final(perbup, catat=False))
    assert s["mode"] == "tanda-tangan"
    assert s["kepala"]["tanda"] == ""
    assert s["kepala"]["nomor"] == "NOMOR ... TAHUN ..."
    assert s["penutup"]["penetapan"]["pada"] == "pada tanggal ..."
    assert s["kerja"] is None


def test_an_open_text_cannot_be_printed_for_signing(perbup):
    with pytest.raises(ValueError, match="masih berstatus Rancangan"):
        susun(perbup, "tanda-tangan")


def test_final_print_carries_the_recorded_facts(perbup):
    s = susun(jadikan_final(perbup))
    assert s["mode"] == "final"
    assert s["kepala"]["tanda"] == ""
    assert s["kepala"]["nomor"] == "NOMOR 12 TAHUN 2026"
    p = s["penutup"]
    assert p["penetapan"]["pada"] == "pada tanggal 5 Januari 2026"
    assert p["pengundangan"]["pada"] == "pada tanggal 6 Januari 2026"
    assert p["pengundangan"]["jabatan"] == "SEKRETARIS DAERAH KABUPATEN TUBAN,"
    assert p["berita_daerah"] == "BERITA DAERAH KABUPATEN TUBAN TAHUN 2026 NOMOR 3"
    assert p["penetapan"]["tanda"] == ""
    assert p["penetapan"]["nama"] == "ADITYA CONTOH"


def test_copy_says_ttd_and_is_certified(perbup):
    Daerah.objects.update(
        kabag_hukum="Citra Contoh", pangkat_kabag_hukum="Pembina", nip_kabag_hukum="1" * 18
    )
    s = susun(jadikan_final(perbup), "salinan")
    assert s["kepala"]["tanda"] == "SALINAN"
    assert s["penutup"]["penetapan"]["tanda"] == "ttd"
    assert s["lampiran"]["tanda_tangan"]["tanda"] == "ttd"
    assert s["penutup"]["salinan"] == {
        "kata": "Salinan sesuai dengan aslinya",
        "jabatan": "KEPALA BAGIAN HUKUM,",
        "nama": "CITRA CONTOH",
        "pangkat": "Pembina",
        "nip": f"NIP {'1' * 18}",
    }
    assert susun(perbup, "final")["penutup"]["salinan"] is None


def test_frozen_text_does_not_follow_later_changes(perbup):
    jadikan_final(perbup)
    sebelum = susun(perbup)
    Ayat.objects.update(isi="diubah diam-diam")
    Daerah.objects.update(kepala="ORANG LAIN")
    sesudah = susun(Perbup.objects.get(pk=perbup.pk))
    assert sesudah == sebelum
    assert sesudah["sidik_naskah"] == perbup.sidik_final


def test_hash_covers_text_and_lampiran(perbup, lembaga, sekretariat):
    _, satu = bekukan(perbup)
    ayat = Ayat.objects.filter(pasal__bab__perbup=perbup).last()
    ayat.isi += " juga"
    ayat.save()
    _, dua = bekukan(Perbup.objects.get(pk=perbup.pk))
    perbup.versi_rad = versi_rad_lain(perbup, sekretariat)
    _, tiga = bekukan(perbup)
    assert len({satu, dua, tiga}) == 3


def versi_rad_lain(perbup, oleh):
    lama = perbup.versi_rad
    isi = {**lama.isi, "judul": "Rencana lain"}
    return perbup.rad.versi_tetap.create(nomor=2, isi=isi, sidik="b" * 64, oleh=oleh)
