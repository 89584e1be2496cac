"""The matrix as a spreadsheet: people can read it, and importing it again changes nothing."""

import hashlib
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from p3aks.core.formatting import bersih_teks, normal_teks
from p3aks.core.pdf import GalatDibatalkan
from pokja.enums import Bidang
from rad.actions import aksi as aksi_aksi
from rad.actions.isi import IsiAksi, IsiAnggaran, IsiIndikator
from rad.documents import matriks, matriks_xlsx
from rad.documents.kolom_rad import kolom_rad
from rad.enums import Arah, JenisIndikator, SumberDana
from rad.forms.impor import periksa
from rad.models import Aksi, Rad

TAHUN = list(range(2025, 2030))
KOLOM = kolom_rad(TAHUN, 2024)


@pytest.fixture
def dinkes(lembaga):
    return lembaga("Dinas Kesehatan", "Dinkes")


@pytest.fixture
def disdik(lembaga):
    return lembaga("Dinas Pendidikan, Pemuda dan Olahraga", "Disdikpora")


def isi(opd, **ubah) -> IsiAksi:
    """Return a valid action."""
    baku = {
        "bidang": Bidang.PENANGANAN,
        "sasaran": "Korban terlayani",
        "uraian": "Pelayanan visum",
        "penanggung_jawab": opd,
        "nomenklatur": "2.08.03.2.02.0001",
        "lokasi": "Kabupaten",
        "keterangan": "=1+1",
        "indikator": [
            IsiIndikator(
                nama="Korban dilayani",
                satuan="orang",
                arah=Arah.NAIK,
                baseline=Decimal("35.5"),
                target={t: Decimal(n) for n, t in enumerate(TAHUN)},
            )
        ],
        "anggaran": [IsiAnggaran(SumberDana.DAU, dict.fromkeys(TAHUN, Decimal("75000000.00")))],
    }
    return IsiAksi(**{**baku, **ubah})


def ekspor(rad: Rad) -> bytes:
    keluar = io.BytesIO()
    matriks_xlsx.cetak(matriks.susun_aksi(rad, rad.aksi.berlaku()), keluar)
    return keluar.getvalue()


def lembar(berkas: bytes):
    return openpyxl.load_workbook(io.BytesIO(berkas)).active


def kolom(kunci: str) -> int:
    return 1 + next(n for n, k in enumerate(KOLOM) if k.kunci == kunci)


@pytest.fixture
def simpan(rad, sekretariat):
    def _simpan(opd, **ubah) -> Aksi:
        return aksi_aksi.simpan(by=sekretariat, rad=rad, isi=isi(opd, **ubah))

    return _simpan


def tidak_berubah(rad, user) -> None:
    """Assert that the export, imported again, finds every action as it is."""
    hasil = periksa("rad.xlsx", ekspor(rad), rad=rad, user=user)
    assert hasil.masalah == []
    assert [t for t in hasil.peringatan if t.kunci not in ("nomenklatur", "nama")] == []
    assert [(c.isi["uraian"], c.beda) for c in hasil.calon if c.jenis != "sama"] == []
    assert len(hasil.calon) == rad.aksi.berlaku().count()


INDIKATOR = st.builds(
    IsiIndikator,
    nama=st.sampled_from(["Jumlah korban", "Proporsi kasus <5%", "=SUM(A1)", "Angka 1.234,5"]),
    satuan=st.sampled_from(["orang", "persen", "%", "1"]),
    arah=st.sampled_from(Arah.values),
    target=st.dictionaries(
        st.sampled_from(TAHUN),
        st.decimals(
            min_value=Decimal("-99999999999.9999"),
            max_value=Decimal("99999999999.9999"),
            places=4,
        )
        | st.integers(0, 500).map(Decimal),
    ),
    baseline=st.none() | st.decimals(min_value=0, max_value=1000, places=3),
    jenis=st.sampled_from(JenisIndikator.values),
    kumulatif=st.booleans(),
)
ANGGARAN = st.dictionaries(
    st.sampled_from(SumberDana.values),
    st.dictionaries(
        st.sampled_from(TAHUN),
        st.decimals(min_value=0, max_value=Decimal("9999999999999.99"), places=2)
        | st.just(Decimal(0)),
        min_size=1,
    ),
    max_size=3,
).map(lambda d: [IsiAnggaran(s, p) for s, p in d.items()])
TEKS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=40
).map(bersih_teks)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_ekspor_lalu_impor_tidak_mengubah_apa_pun(rad, sekretariat, dinkes, disdik, data):
    """Whatever the plan holds: several indicators and sources, decimals, zero budgets, odd text."""
    rad.aksi.all().delete()
    uraian = data.draw(
        st.lists(TEKS.filter(normal_teks), min_size=1, max_size=6, unique_by=normal_teks)
    )
    for teks in uraian:
        aksi_aksi.simpan(
            by=sekretariat,
            rad=rad,
            isi=isi(
                data.draw(st.sampled_from([dinkes, disdik])),
                uraian=f"Aksi {teks}".strip(),
                bidang=data.draw(st.sampled_from(Bidang.values)),
                sasaran=f"Sasaran {data.draw(TEKS)}".strip(),
                nomenklatur=data.draw(st.sampled_from(["", "2.08.03.2.02.0001", "X.XX.01"])),
                pendukung=data.draw(st.sampled_from([[], [dinkes], [dinkes, disdik]])),
                lokasi=data.draw(TEKS),
                keterangan=data.draw(TEKS),
                indikator=data.draw(st.lists(INDIKATOR, max_size=3)),
                anggaran=data.draw(ANGGARAN),
            ),
        )

    tidak_berubah(rad, sekretariat)


def test_indikator_dan_sumber_masing_masing_sekali(rad, sekretariat, simpan, dinkes):
    dasar = isi(dinkes)
    simpan(
        dinkes,
        indikator=[*dasar.indikator, IsiIndikator("Kedua", "x", Arah.TURUN, {2025: Decimal(1)})],
        anggaran=[
            *dasar.anggaran,
            IsiAnggaran(SumberDana.PAD, {2026: Decimal("0.00")}),
            IsiAnggaran(SumberDana.CSR, {2027: Decimal("10.50")}),
        ],
    )

    ws = lembar(ekspor(rad))

    baris = [[s.value for s in b] for b in ws.iter_rows(min_row=6, max_row=8)]
    assert [b[kolom("no") - 1] for b in baris] == [1, 1, 1]
    assert [b[kolom("nama") - 1] for b in baris] == ["Korban dilayani", "Kedua", None]
    assert [b[kolom("sumber") - 1] for b in baris] == ["CSR/TJSL", "DAU", "PAD"]
    assert ws.cell(9, kolom("uraian")).value == "JUMLAH"
    tidak_berubah(rad, sekretariat)


def test_aksi_tanpa_indikator_dan_anggaran(rad, sekretariat, simpan, dinkes):
    simpan(dinkes, indikator=[], anggaran=[])

    tidak_berubah(rad, sekretariat)


def test_rad_tanpa_aksi_tetap_terbaca(rad):
    ws = lembar(ekspor(rad))

    assert ws.cell(5, kolom("uraian")).value == "Aksi"
    assert ws.cell(6, kolom("uraian")).value == "JUMLAH"


def test_dapat_dibaca_orang(rad, simpan, dinkes):
    simpan(dinkes)

    ws = lembar(ekspor(rad))

    assert ws["A1"].value.startswith("Rencana Aksi Daerah")
    assert ws["A2"].value.startswith("Rancangan. Keadaan per ")
    assert ws.freeze_panes == "G6"
    pagu = ws.cell(6, kolom("pagu_2025"))
    assert (pagu.value, pagu.number_format) == (75_000_000, '"Rp"#,##0')
    assert ws.cell(6, kolom("baseline")).value == 35.5
    assert ws.cell(7, kolom("pagu_2025")).value == 75_000_000
    huruf = ws.cell(6, kolom("id")).column_letter
    assert ws.column_dimensions[huruf].hidden
    assert ws.column_dimensions["F"].width > 30


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t=", '=HYPERLINK("x")', "=cmd|'/c'!A1"])
def test_setiap_sel_teks_tetap_teks(rad, simpan, dinkes, awal):
    simpan(
        dinkes,
        uraian=f"{awal}aksi", sasaran=f"{awal}sasaran", lokasi=f"{awal}lokasi",
        keterangan=f"{awal}1+1",
        indikator=[IsiIndikator(f"{awal}nama", f"{awal}satuan", Arah.NAIK, {})],
    )  # fmt: skip

    ws = lembar(ekspor(rad))

    for s in (s for b in ws.iter_rows() for s in b if s.value is not None):
        assert s.data_type in ("s", "inlineStr", "n")
        assert s.hyperlink is None
    for kunci in ("uraian", "sasaran", "lokasi", "keterangan", "nama", "satuan"):
        assert ws.cell(6, kolom(kunci)).value.startswith(awal)


def test_cetak_dokumen_sama_bita_demi_bita(rad, simpan, dinkes, tmp_path):
    simpan(dinkes)
    snapshot = matriks.susun_aksi(rad, rad.aksi.all())
    snapshot["dokumen"] = {"dibuat": "2026-11-22T09:00:00+07:00"}
    maju = []

    def cetak(nama):
        return matriks_xlsx.cetak(
            snapshot, tmp_path / nama, lambda persen, tahap: maju.append(persen), lambda: False
        )

    hasil = [cetak("0.xlsx"), cetak("1.xlsx")]

    isi_berkas = (tmp_path / "0.xlsx").read_bytes()
    assert hasil[0] == hasil[1]
    assert hasil[0].sha256 == hashlib.sha256(isi_berkas).hexdigest()
    assert hasil[0].ukuran == len(isi_berkas)
    assert maju[-1] == 100


def test_cetak_dapat_dibatalkan(rad, simpan, dinkes, tmp_path):
    simpan(dinkes)

    with pytest.raises(GalatDibatalkan):
        matriks_xlsx.cetak(
            matriks.susun_aksi(rad, rad.aksi.all()), tmp_path / "x.xlsx", batal=lambda: True
        )


def test_versi_yang_ditetapkan_menyebut_nomornya(rad, simpan, dinkes, tmp_path):
    simpan(dinkes)
    snapshot = matriks.susun_aksi(rad, rad.aksi.all())
    snapshot["versi"] = {"nomor": 3, "label": "Versi 3", "sidik": "a" * 64}
    snapshot["per"] = date(2026, 11, 22).isoformat()

    matriks_xlsx.cetak(snapshot, tmp_path / "x.xlsx")

    ws = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert ws["A2"].value == "Versi 3. Keadaan per 22 November 2026."


# --- on the web -------------------------------------------------------------------------------


def unduh(klien, rad, kueri=""):
    jawaban = klien.get(reverse("rad:ekspor", args=[rad.pk]) + kueri)
    return jawaban, b"".join(jawaban.streaming_content)


def uraian_terunduh(berkas: bytes) -> set[str]:
    c = kolom("uraian")
    isi_kolom = lembar(berkas).iter_cols(min_col=c, max_col=c, min_row=6, values_only=True)
    return set(next(isi_kolom)) - {"JUMLAH"}


def test_unduhan(masuk, rad, simpan, dinkes, sekretariat):
    simpan(dinkes)

    jawaban, berkas = unduh(masuk(sekretariat), rad)

    assert jawaban["Content-Disposition"] == 'attachment; filename="rad-2025-2029.xlsx"'
    assert jawaban["Content-Type"].endswith("spreadsheetml.sheet")
    assert uraian_terunduh(berkas) == {"Pelayanan visum"}
    hasil = periksa("rad.xlsx", berkas, rad=rad, user=sekretariat)
    assert [c.jenis for c in hasil.calon] == ["sama"]


def test_opd_lain_tidak_mendapat_draf(masuk, rad, simpan, dinkes, opd_a, opd_b):
    simpan(dinkes)

    assert uraian_terunduh(unduh(masuk(opd_b), rad)[1]) == set()
    assert uraian_terunduh(unduh(masuk(opd_a), rad)[1]) == {"Pelayanan visum"}


def test_saringan_halaman_matriks_berlaku(masuk, rad, simpan, dinkes, disdik, sekretariat):
    simpan(dinkes)
    simpan(disdik, uraian="Pendidikan damai", bidang=Bidang.PENCEGAHAN)

    berkas = unduh(masuk(sekretariat), rad, "?bidang=pencegahan")[1]

    assert uraian_terunduh(berkas) == {"Pendidikan damai"}


def test_ekspor_tanpa_hak(masuk, rad, mantan, orang):
    for user in (mantan, orang("teknis", "superadmin_teknis")):
        assert masuk(user).get(reverse("rad:ekspor", args=[rad.pk])).status_code == 403


def test_rad_yang_tidak_ada(masuk, rad, sekretariat):
    alamat = reverse("rad:ekspor", args=["00000000-0000-4000-8000-000000000000"])

    assert masuk(sekretariat).get(alamat).status_code == 404


def test_kueri_ekspor_tidak_bertambah_dengan_aksi(
    masuk, rad, simpan, dinkes, sekretariat, django_assert_max_num_queries
):
    for n in range(30):
        simpan(dinkes, uraian=f"Aksi {n}")
    klien = masuk(sekretariat)

    with django_assert_max_num_queries(25):
        unduh(klien, rad)
