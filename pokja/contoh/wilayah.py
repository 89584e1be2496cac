"""What the demo regency has below and beside the Pokja: bodies of the network, potentials."""

import datetime as dt

from django.conf import settings

from pokja.enums import JenisJejaring
from pokja.models import Jejaring, PotensiKonflik, Wilayah


def muat_jejaring() -> None:
    """Forums of the regency, P2TP2A in every other kecamatan, PATBM in some of its villages."""
    if Jejaring.objects.exists():
        return
    mulai, jenis = dt.date(2025, 2, 3), JenisJejaring
    semua = [
        Jejaring(jenis=j, wilayah_id=settings.WILAYAH, dasar="SK Bupati (DEMO)", mulai=mulai)
        for j in (jenis.FORKOPIMDA, jenis.FKUB, jenis.FKDM, jenis.TIMDU)
    ]
    for kecamatan in Wilayah.objects.kecamatan(settings.WILAYAH)[::2]:
        semua.append(
            Jejaring(
                jenis=jenis.P2TP2A, wilayah=kecamatan, dasar="SK Camat (DEMO)", mulai=mulai,
                perempuan=6, laki_laki=3, kontak="Kasi Kesejahteraan Sosial (DEMO)",
            )
        )  # fmt: skip
        semua += [
            Jejaring(jenis=jenis.PATBM, wilayah=desa, dasar="SK Kepala Desa (DEMO)", mulai=mulai)
            for desa in kecamatan.anak.all()[:4]
        ]
    Jejaring.objects.bulk_create(semua)


def muat_potensi() -> None:
    """What the Tuban workshop named: religion, pilkades and the distribution of bansos."""
    if PotensiKonflik.objects.exists():
        return
    tempat = Wilayah.objects.kecamatan(settings.WILAYAH)
    for kecamatan, (judul, sumber, pola, tingkat, ditinjau) in zip(
        tempat,
        (
            ("Pendirian rumah ibadah (DEMO)", "SARA", "SARA", "sedang", dt.date(2026, 9, 1)),
            (
                "Hasil pilkades (DEMO)",
                "PILKADES",
                "POLITIK",
                "tinggi",
                dt.date(2026, 10, 5),
            ),
            ("Penyaluran bansos (DEMO)", "BANSOS", "KESENJANGAN", "sedang", dt.date(2026, 3, 2)),
        ),
        strict=False,
    ):
        PotensiKonflik.objects.create(
            judul=judul, wilayah=kecamatan, sumber=sumber, pola=pola, tingkat=tingkat,
            asal="kecamatan", ditinjau=ditinjau,
        )  # fmt: skip
