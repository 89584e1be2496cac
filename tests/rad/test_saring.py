"""The filter above the matrix."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.forms.saring import AksiFilter
from rad.models import Aksi
from tests.rad.bantu_aksi import IsiAnggaran, diajukan, disetujui, draf


@pytest.fixture
def rencana(rad, opd_a, opd_b, sekretariat):
    """Four actions that differ in everything one can filter by, and a cancelled one."""
    disetujui(
        opd_a, rad, sekretariat, "Peta rawan",
        anggaran=[IsiAnggaran("pad", {2026: Decimal(5)}), IsiAnggaran("dau", {2027: Decimal(7)})],
    )  # fmt: skip
    diajukan(opd_b, rad, "Visum gratis", bidang="penanganan", sasaran="Korban pulih",
             anggaran=[IsiAnggaran("dau", {2025: Decimal(9)})])  # fmt: skip
    draf(opd_b, rad, "Sekolah damai", anggaran=[], indikator=[], nomenklatur="")
    draf(opd_a, rad, "Sekolah damai", lokasi="Pesisir Palang")
    batal = draf(opd_a, rad, "Tidak jadi")
    tindakan.batalkan(by=opd_a, aksi=batal, alasan="Sudah ada di renja.")
    return rad


def hasil(rad, kueri, terbaca=None):
    terbaca = Aksi.objects.filter(rad=rad) if terbaca is None else terbaca
    saring = AksiFilter(QueryDict(kueri), terbaca, rad=rad)
    return sorted(f"{a.uraian} {a.penanggung_jawab.singkatan}" for a in saring.qs)


PETA, VISUM = "Peta rawan Dinkes", "Visum gratis Disdik"
DAMAI_A, DAMAI_B = "Sekolah damai Dinkes", "Sekolah damai Disdik"
SEMUA = sorted([PETA, VISUM, DAMAI_A, DAMAI_B])


@pytest.mark.parametrize(
    ("kueri", "harapan"),
    [
        ("", SEMUA),
        ("bidang=penanganan", [VISUM]),
        ("status=diajukan", [VISUM]),
        ("status=dibatalkan", ["Tidak jadi Dinkes"]),
        ("tahun=2026", [PETA, DAMAI_A]),
        ("sumber=dau", [PETA, VISUM]),
        # The same amount must be DAU and of 2026: 2026 is PAD and DAU is 2027.
        ("sumber=dau&tahun=2026", []),
        ("sumber=dau&tahun=2027", [PETA]),
        ("kata=VISUM", [VISUM]),
        ("kata=korban pulih", [VISUM]),
        ("kata=paralegal", [PETA, DAMAI_A, VISUM]),
        ("kata=2.08.02", [PETA, DAMAI_A, VISUM]),
        ("kata=palang", [DAMAI_A]),
        ("kekurangan=anggaran", [DAMAI_B]),
        ("kekurangan=indikator", [DAMAI_B]),
        ("kekurangan=kode", [DAMAI_B]),
        ("kekurangan=kembar", [DAMAI_A, DAMAI_B]),
        ("kekurangan=target", []),
        ("bidang=pencegahan&status=disetujui", [PETA]),
        # What does not fit filters nothing.
        ("tahun=1999", SEMUA),
        ("bidang=x&opd=bukan-uuid", SEMUA),
    ],
)
def test_filters(rencana, kueri, harapan):
    assert hasil(rencana, kueri) == sorted(harapan)


def test_by_institution(rencana, opd_b):
    assert hasil(rencana, f"opd={opd_b.lembaga_id}") == [DAMAI_B, VISUM]


def test_missing_targets_are_found(rencana):
    aksi = Aksi.objects.get(uraian="Peta rawan")
    aksi.indikator.get().target.filter(tahun=2029).delete()
    assert hasil(rencana, "kekurangan=target") == [PETA]


def test_a_filter_never_widens_what_one_may_read(rencana, orang):
    anggota = orang("anggota", Peran.ANGGOTA_POKJA)
    terbaca = Aksi.objects.untuk(anggota).filter(rad=rencana)
    for kueri in ("", "status=draf", "kata=sekolah", "kekurangan=kembar"):
        assert set(hasil(rencana, kueri, terbaca)) <= {PETA}


def test_duplicates_do_not_betray_another_institutions_draft(rencana, opd_a):
    terbaca = Aksi.objects.untuk(opd_a).filter(rad=rencana)
    assert hasil(rencana, "kekurangan=kembar", terbaca) == []


def test_errors_stand_beside_the_field(rencana):
    saring = AksiFilter(QueryDict("tahun=1999"), Aksi.objects.all(), rad=rencana)
    assert list(saring.form.errors) == ["tahun"]
    assert saring.aktif == {}
