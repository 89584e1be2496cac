"""The semester evaluation: counts of a service unit, printed, and nobody in them."""

import datetime as dt
import json
import random
from uuid import uuid4

import page
import pypdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kasus import tasks
from kasus.actions import evaluasi as tindakan
from kasus.aturan.sla import Langkah
from kasus.documents import tenggat
from kasus.documents.evaluasi import IsiEvaluasi, Rapat, rentang, susun_evaluasi
from kasus.documents.statistik_dasar import Masa
from kasus.documents.tenggat import JAWABAN_RUJUKAN
from kasus.models import (
    DokumenKasus,
    Fasilitas,
    Kasus,
    Layanan,
    Penampungan,
    Rujukan,
    Tenggat,
)
from p3aks.core.documents import Status
from pokja.enums import Peran, TingkatWilayah
from pokja.models import Wilayah
from tests.kasus import bantu_rujukan
from tests.kasus.bantu_inti import NIK, peristiwa, segar, teks, url
from tests.kasus.bantu_pelindungan import (
    beri_identitas,
    korban_dari,
    kueri,
    larang,
    rencana_sepakat,
)
from tests.kasus.test_statistik import buat, tambah_korban

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
KINI = Masa(HARI.year, 1 if HARI.month <= 6 else 2)
LALU = Masa(HARI.year - 1, 1)  # over, as is the one before


def susun(user, unit, masa=KINI, **lain):
    return json.loads(json.dumps(susun_evaluasi(user, IsiEvaluasi(masa, unit, **lain))))


def pokok(isi, kolom=2):
    return {baris[0]: baris[kolom] for baris in isi["pokok"]}


def pindahkan(kasus, masa, **ubah):
    """Let a case have been reported in the middle of *masa*."""
    pada = rentang(masa)[0] + dt.timedelta(days=45)
    bulan = pada.year * 100 + pada.month
    Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(bulan=bulan, tanggal_lapor=pada, **ubah)
    return pada


def kiriman(**ubah):
    data = {"tahun": KINI.tahun, "paruh": KINI.paruh, "hambatan": "", "tindak_lanjut": ""}
    return {**data, **ubah}


@pytest.fixture
def dua_kecamatan(kecamatan):
    """Another kecamatan, in which nothing is reported."""
    return Wilayah.objects.create(
        kode="35.23.19", nama="Semanding", tingkat=TingkatWilayah.KECAMATAN, induk=kecamatan.induk
    )


@pytest.mark.parametrize("benih", range(3))
def test_every_table_adds_up_to_what_it_says_it_counts(
    benih, manajer, unit, buat_kasus, dua_kecamatan
):
    acak = random.Random(benih)
    for _ in range(5):
        kasus = buat_kasus(acak.choice([1, 2]))
        for kode in "BCD"[: acak.randint(0, 3)]:
            tambah_korban(kasus, acak, kode)
    isi = susun(manajer, unit)
    jumlah = pokok(isi)
    assert jumlah["Kasus dilaporkan"] == 5
    assert jumlah["Korban anak"] + jumlah["Korban dewasa"] == jumlah["Korban"]
    kec = isi["kecamatan"]
    assert kec["kaki"] == [sum(k) for k in zip(*(n for _, n in kec["baris"]), strict=True)]
    assert (kec["kaki"][0], kec["kaki"][-1]) == (5, jumlah["Korban"])
    assert all(sum(n[1:-1]) == n[-1] for _, n in kec["baris"])
    assert ["Semanding", [0] * 6] in kec["baris"]
    assert kec["nol"] == ["Semanding"]
    for t in isi["tabel_korban"]:
        asal = 5 if t["satuan"] == "kasus" else jumlah["Korban"]
        assert t["kaki"][-1] == asal, t["judul"]
    assert sum(k["n"] for k in isi["tahap"]) == isi["semua_kasus"] == 5
    assert all(sum(n for _, n in k["rinci"]) in (k["n"], 0) for k in isi["tahap"])


def test_a_case_without_kecamatan_or_from_elsewhere_has_its_own_line(
    manajer, unit, buat_kasus, lembaga
):
    luar = Wilayah.objects.create(kode="35.24.01", nama="Sukorame", tingkat="kecamatan")
    for tempat in (None, luar):
        pindahkan(buat_kasus(1), KINI, kecamatan=tempat)
    baris = dict(susun(manajer, unit)["kecamatan"]["baris"])
    assert {k: n[0] for k, n in baris.items()} == {"Palang": 0, "Sukorame": 1, "Tidak dicatat": 1}
    assert sum(n[-1] for n in baris.values()) == 2


def test_need_is_the_denominator(manajer, unit, buat_kasus):
    satu, dua = korban_dari(buat_kasus(1)), korban_dari(buat_kasus(1))
    for korban, jenis in ((satu, ["KESEHATAN", "BANTUAN_HUKUM"]), (dua, ["KESEHATAN"])):
        rencana_sepakat(korban, jenis, oleh=manajer, instansi=unit)
    for korban in (satu, dua):
        buat(Layanan, korban=korban, jenis="KESEHATAN", fungsi="PENDAMPINGAN", oleh=manajer)
    isi = susun(manajer, unit)
    assert isi["layanan"]["baris"] == [["Kesehatan", [2, 2, 0]], ["Bantuan hukum", [1, 0, 1]]]
    assert isi["layanan"]["kaki"] == [2, 1, 1]


def test_referrals_by_institution(manajer, unit, mitra, buat_kasus):
    kini, kasus = timezone.now(), buat_kasus(1)
    for jawab, batas, tarik in (
        (-1, 0, None), (0, -1, None), (None, -1, None), (None, 1, None), (None, -1, 0),
    ):  # fmt: skip
        r = bantu_rujukan.wajib(kasus, manajer, mitra)
        jam = dt.timedelta(hours=1)
        Rujukan.objects.sistem("uji").filter(pk=r.pk).update(
            dikirim_pada=kini - 3 * jam,
            batas_jawab=kini + batas * jam,
            dijawab_pada=None if jawab is None else kini + jawab * jam,
            dijawab_oleh=None if jawab is None else mitra,
            ditarik_pada=None if tarik is None else kini,
        )
    lama = bantu_rujukan.wajib(kasus, manajer, mitra)
    Rujukan.objects.sistem("uji").filter(pk=lama.pk).update(dikirim_pada=rentang(LALU)[0])
    isi = susun(manajer, unit)
    assert isi["rujukan"]["baris"] == [["RSUD dr. R. Koesma", [5, 2, 1, 1, 2, 1]]]
    assert susun(manajer, unit, LALU)["rujukan"]["kaki"][0] == 1
    assert pokok(isi)["Rujukan dijawab tepat waktu"] == 1


def test_clocks_by_risk_and_step(manajer, unit, buat_kasus):
    kini, jam, kasus = timezone.now(), dt.timedelta(hours=1), {"": buat_kasus(1)}
    for risiko in ("TINGGI", "RENDAH"):
        kasus[risiko] = buat_kasus(1)
        pindahkan(kasus[risiko], KINI, risiko=risiko, risiko_pada=kini)
    Tenggat.objects.sistem("uji").all().delete()
    for risiko, langkah, keadaan, batas in (
        ("TINGGI", "RESPONS", "dilanggar", -2),
        ("TINGGI", "KRISIS", "ditepati", -2),
        ("RENDAH", JAWABAN_RUJUKAN, "ditepati", -2),
        ("", "RESPONS", "ragu", -2),
        ("", "RESPONS", "gugur", -2),
        ("RENDAH", "RESPONS", "ragu", 2),
        ("", "RESPONS", "dilanggar gugur", -2),
    ):
        buat(
            Tenggat,
            kasus=kasus[risiko],
            langkah=langkah,
            mulai=kini - 9 * jam,
            batas=kini + batas * jam,
            rujukan_objek=uuid4(),
            dipenuhi_pada=kini - 3 * jam if keadaan == "ditepati" else None,
            dilanggar_pada=kini if "dilanggar" in keadaan else None,
            gugur_pada=kini - 4 * jam if "gugur" in keadaan else None,
        )
    menurut_risiko, langkah = susun(manajer, unit)["tenggat"]
    assert menurut_risiko["baris"] == [
        ["Risiko tinggi", [2, 1, 1, 0]],
        ["Risiko rendah", [1, 1, 0, 0]],
        ["Risiko belum ditetapkan", [2, 0, 1, 1]],
    ]
    assert langkah["baris"] == [
        ["Tanggapan pertama", [3, 0, 2, 1]],
        ["Intervensi krisis", [1, 1, 0, 0]],
        ["Jawaban mitra atas rujukan", [1, 1, 0, 0]],
    ]
    assert menurut_risiko["kaki"] == langkah["kaki"] == [5, 2, 2, 1]


def test_every_step_with_a_clock_has_a_line():
    """A step that the table does not know would fall out of its sum."""
    langkah = {v for n, v in vars(tenggat).items() if n.isupper() and isinstance(v, str)}
    assert {JAWABAN_RUJUKAN, *Langkah.values} <= set(tenggat.LABEL)
    assert langkah - {tenggat.ALASAN} <= set(tenggat.LABEL)


def test_stays(manajer, unit, buat_kasus):
    rumah = buat(Fasilitas, kode="Melati", unit=unit, kapasitas=9)
    awal = rentang(LALU)[0]
    for hari, orang, panjang in ((3, 2, False), (14, 1, False), (20, 1, False), (21, 3, True)):
        korban = korban_dari(buat_kasus(1))
        masuk = awal + dt.timedelta(days=5)
        satu = buat(
            Penampungan, korban=korban, fasilitas=rumah, masuk=masuk, orang=orang,
            keluar=masuk + dt.timedelta(days=hari - 1), dicatat_oleh=manajer,
        )  # fmt: skip
        if panjang:
            Penampungan.objects.sistem("uji").filter(pk=satu.pk).update(
                diperpanjang_sampai=HARI, perpanjangan_oleh=manajer, perpanjangan_pada=masuk
            )
    angka = [n for _, _, n in susun(manajer, unit, LALU)["inap"]]
    assert angka == [4, 7, 0, 2, 1, "17"]


def test_open_ended_and_handed_over(manajer, unit, buat_kasus):
    for tahap, alasan in (
        ("INTERVENSI", ""), ("TERMINASI", "TUNTAS"), ("TERMINASI", "DILIMPAHKAN"),
        ("TERMINASI", ""), ("DIBUKA_KEMBALI", "TUNTAS"),
    ):  # fmt: skip
        pindahkan(buat_kasus(1), KINI, tahap=tahap, alasan_akhir=alasan)
    pindahkan(buat_kasus(1), LALU, tahap="INTERVENSI")
    isi = susun(manajer, unit)
    buka, akhir, limpah = isi["tahap"]
    assert buka["rinci"] == [["Pelaksanaan layanan", 1], ["Dibuka kembali", 1]]
    assert akhir["rinci"] == [["Kebutuhan terpenuhi", 1], ["Alasan tidak dicatat", 1]]
    assert (buka["n"], akhir["n"], limpah["n"], isi["lama_terbuka"]) == (2, 2, 1, 1)


def test_only_what_is_over_stands_beside_another(manajer, unit, buat_kasus):
    pindahkan(buat_kasus(1), LALU)
    pindahkan(buat_kasus(1), LALU.sebelumnya)
    pindahkan(buat_kasus(1), LALU.sebelumnya)
    isi = susun(manajer, unit, LALU)
    assert isi["masa"]["sebelumnya"] == f"Semester II {LALU.tahun - 1}"
    assert (pokok(isi)["Kasus dilaporkan"], pokok(isi, 3)["Kasus dilaporkan"]) == (1, 2)
    kini = susun(manajer, unit)
    assert kini["masa"]["sebelumnya"] == ""
    assert set(pokok(kini, 3).values()) == {None}


def test_nobody_is_counted_who_may_not_be_known(supervisor, manajer, unit, buat_kasus):
    terbuka, tersegel = buat_kasus(1), buat_kasus(3)
    assert pokok(susun(supervisor, unit))["Kasus dilaporkan"] == 1
    assert pokok(susun(manajer, unit))["Kasus dilaporkan"] == 2
    larang(terbuka, supervisor, manajer)
    isi = susun(supervisor, unit)
    assert set(pokok(isi).values()) == {0}
    assert isi["tenggat"][0]["kaki"] == [0, 0, 0, 0]
    assert tersegel.kode not in json.dumps(susun(manajer, unit))


def test_edges_of_a_semester():
    awal, akhir = rentang(Masa(2026, 1))
    assert (awal.isoformat(), akhir.isoformat()) == (
        "2026-01-01T00:00:00+07:00", "2026-07-01T00:00:00+07:00",
    )  # fmt: skip
    assert rentang(Masa(2026, 2)) == (akhir, rentang(Masa(2027, 1))[0])


def test_who_may_ask(pendamping, manajer_lain, supervisor, unit):
    for siapa in (pendamping, manajer_lain):
        with pytest.raises(PermissionDenied):
            tindakan.buat(by=siapa, isi=IsiEvaluasi(KINI, unit))
    dokumen = tindakan.buat(by=supervisor, isi=IsiEvaluasi(KINI, unit))
    assert dokumen.tanda_air == "RAHASIA"
    assert peristiwa(dokumen) == ["dokumen.diminta"]
    assert tindakan.buat(by=supervisor, isi=IsiEvaluasi(KINI, unit)).pk == dokumen.pk
    lain = tindakan.buat(by=supervisor, isi=IsiEvaluasi(KINI, unit, hambatan="Kurang petugas."))
    assert lain.pk != dokumen.pk


@pytest.mark.parametrize(
    "isi",
    [
        {"masa": Masa(HARI.year + 1, 1)},
        {"rapat": Rapat(HARI + dt.timedelta(1), "Aula", 1, 0)},
        {"rapat": Rapat(dt.date(KINI.tahun - 1, 1, 1), "Aula", 1, 0)},
    ],
)
def test_what_has_not_happened_is_not_evaluated(supervisor, unit, isi):
    with pytest.raises(ValidationError):
        tindakan.buat(by=supervisor, isi=IsiEvaluasi(**{"masa": KINI, "unit": unit, **isi}))


def test_from_the_form_to_the_file(masuk, supervisor, manajer, buat_kasus, cetak_cepat):
    buat_kasus(1)
    client = masuk(supervisor)
    data = kiriman(
        tanggal=f"{HARI:%d/%m/%Y}", tempat="Command Center", luring="40", daring="19",
        hambatan="Kendaraan penjangkauan satu.\n\nPsikolog hanya Selasa.",
        tindak_lanjut="Usulkan kendaraan dalam Renja; Kepala Bidang; Februari.",
        unit=str(supervisor.penugasan.get().lembaga_id),
    )  # fmt: skip
    jawaban = client.post(url("evaluasi"), data)
    dokumen = DokumenKasus.objects.sistem("uji").get()
    assert jawaban.url == url("dokumen", dokumen)
    isi = dokumen.snapshot
    assert isi["rapat"]["peserta"] == 59
    assert isi["hambatan"] == ["Kendaraan penjangkauan satu.", "Psikolog hanya Selasa."]
    tasks.buat_dokumen(str(dokumen.pk))
    assert segar(dokumen).status == Status.SELESAI
    assert client.get(url("dokumen_unduh", dokumen)).status_code == 200
    assert peristiwa(dokumen)[-1] == "dokumen.diunduh"
    # Who heads the same unit has a scope of their own.
    assert masuk(manajer).get(url("dokumen", dokumen)).status_code == 404
    halaman = teks(masuk(supervisor).get(url("evaluasi"), {"dari": str(dokumen.pk)}))
    for ada in ("Psikolog hanya Selasa.", "Command Center", 'value="19"', dokumen.judul):
        assert ada in halaman
    assert "Psikolog" not in teks(masuk(manajer).get(url("evaluasi"), {"dari": str(dokumen.pk)}))


@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        ({"tahun": "1999"}, "Tahun"), ({"paruh": "3"}, "Semester"), ({"paruh": "x"}, "Semester"),
        ({"unit": "0" * 8}, "Unit"), ({"tempat": "Aula"}, "Lengkapi, atau kosongkan"),
        ({"tanggal": "30 Februari 2026"}, "kalender"),
        ({"tanggal": "1 Januari 1990", "tempat": "Aula", "luring": "1", "daring": "0"},
         "mendahului semesternya"),
        ({"tanggal": f"{HARI:%d/%m/%Y}", "tempat": "Aula", "luring": "0", "daring": "0"},
         "tanpa peserta"),
        ({"luring": "-1"}, "Peserta luring"), ({"luring": "9" * 5000}, "Peserta luring"),
        ({"hambatan": "Kasus K-7F3MQ2XW lama."}, "tanpa kode kasus"),
        ({"tindak_lanjut": f"Hubungi {NIK}"}, "tanpa kode kasus"),
        ({"hambatan": "a" * 3001}, "3000"),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_its_cause(masuk, supervisor, unit, ubah, sebab):
    data = {**kiriman(unit=str(unit.pk)), **ubah}
    jawaban = masuk(supervisor).post(url("evaluasi"), data)
    assert jawaban.status_code == 422
    assert sebab in teks(jawaban)
    assert not DokumenKasus.objects.sistem("uji").exists()


TIADA = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("dari", ["\0", "x", "9" * 5000, TIADA, "[]", "{}", "-1"])
def test_what_was_typed_for_no_report_is_nothing(masuk, supervisor, dari):
    assert masuk(supervisor).get(url("evaluasi"), {"dari": dari}).status_code == 200


def test_head_of_two_units_chooses_the_letterhead(masuk, supervisor, unit, lembaga, unit_kedua):
    isi = teks(masuk(supervisor).get(url("evaluasi")))
    assert unit_kedua.nama in isi
    jawaban = masuk(supervisor).post(url("evaluasi"), kiriman(unit=str(unit_kedua.pk)))
    assert jawaban.status_code == 302
    assert DokumenKasus.objects.sistem("uji").get().snapshot["unit"] == unit_kedua.nama


@pytest.fixture
def unit_kedua(supervisor, lembaga):
    """Another unit that the supervisor leads."""
    kedua = lembaga("P2TP2A Kecamatan Palang", "P2TP2A")
    supervisor.penugasan.create(
        peran=Peran.SUPERVISOR, lembaga=kedua, mulai=dt.date(2020, 1, 1), dasar="SK uji"
    )
    return kedua


def test_queries_do_not_grow(manajer, unit, buat_kasus):
    susun(manajer, unit)  # roles are looked up once per person
    biaya = set()
    for n in (3, 27):
        for _ in range(n):
            tambah_korban(buat_kasus(1), random.Random(n), "B")
        with CaptureQueriesContext(connection) as tangkapan:
            susun(manajer, unit)
        biaya.add(len(tangkapan))
    assert len(biaya) == 1


def test_page_queries_do_not_grow(manajer, unit, masuk):
    client, biaya = masuk(manajer), set()
    for n in (1, 8):
        for nomor in range(n):
            isi = IsiEvaluasi(KINI, unit, hambatan=f"Hambatan {n} dan {nomor}.")
            tindakan.buat(by=manajer, isi=isi)
        client.get(url("evaluasi"))
        biaya.add(kueri(client, url("evaluasi")))
    assert len(biaya) == 1


def test_the_printed_report(supervisor, manajer, unit, buat_kasus, dua_kecamatan, tmp_path):
    """One true print: what it says, what it never says, and that it is PDF/A-3a and PDF/UA-1."""
    kasus = buat_kasus(2)
    beri_identitas(kasus, nik=NIK)
    dokumen = tindakan.buat(
        by=supervisor,
        isi=IsiEvaluasi(
            KINI, unit, Rapat(HARI, "Command Center", 40, 19), "Kendaraan satu.", "Usulkan."
        ),
    )
    tasks.buat_dokumen(str(dokumen.pk))
    dokumen = segar(dokumen)
    assert dokumen.status == Status.SELESAI, dokumen.galat
    berkas = tmp_path / "evaluasi.pdf"
    berkas.write_bytes(dokumen.isi_utuh())
    pembaca = pypdf.PdfReader(berkas)
    isi = " ".join(" ".join(h.extract_text() for h in pembaca.pages).split())
    for ada in (
        "PEMERINTAH KABUPATEN TUBAN", unit.nama.upper(), "RAHASIA", KINI.label.upper(),
        "tidak boleh keluar dari layanan", "Semanding 0 0 0 0 0 0", "Yang dihitung: rujukan",
        "59 orang: 40 luring, 19 daring", "Kendaraan satu.", "bukan jumlah kekerasan",
        "semester belum berakhir", dokumen.kode, dokumen.snapshot["tanda_salinan"],
    ):  # fmt: skip
        assert ada in isi, ada
    terang = isi + str(dict(pembaca.metadata)) + str(pembaca.xmp_metadata.stream.get_data())
    for bocor in (kasus.kode, "Sri DEMO Rahayu", NIK, str(kasus.pk), "▲", "▼"):
        assert bocor not in terang, bocor
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf(str(berkas), profile=profil).is_compliant
