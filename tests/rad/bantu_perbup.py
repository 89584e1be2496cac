"""Small texts of regulations for tests, and a filled Perbup."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from pokja.enums import Bidang
from rad.documents import matriks
from rad.documents.perbup import bekukan
from rad.enums_perbup import JenisKonsiderans
from rad.models import Aksi, Anggaran, Indikator, Perbup, Sasaran, Target, VersiRad
from rad.naskah import tulis_naskah_awal
from rad.naskah.bentuk import KonsideransTeks, NaskahTeks, bab, definisi, pasal

DAERAH = {
    "jenis": "Kabupaten",
    "nama": "Tuban",
    "provinsi": "Jawa Timur",
    "ibu_kota": "Tuban",
    "sebutan_kepala": "Bupati",
    "kepala": "Aditya Contoh",
    "sekda": "Budi Contoh",
    "kabag_hukum": "",
    "pangkat_kabag_hukum": "",
    "nip_kabag_hukum": "",
}
UUD = {"jenis": "uud", "pasal": "Pasal 18 ayat (6)", "terverifikasi": True}
UU = {
    "jenis": "uu",
    "nomor": "23",
    "tahun": 2014,
    "tentang": "Pemerintahan Daerah",
    "lembaran": "244",
    "tambahan": "5587",
    "terverifikasi": True,
}
BENTUK = {
    **UU,
    "nomor": "12",
    "tahun": 1950,
    "tentang": "Pembentukan Daerah-daerah Kabupaten",
    "lembaran": "Berita Negara Tahun 1950 Nomor 41",
    "tambahan": "",
}


def naskah(*isi, **ganti) -> NaskahTeks:
    """A short text without a single finding, with the articles *isi* in its second chapter."""
    isi = isi or (pasal("isi", "Daerah melaksanakan RAD sebagaimana tercantum dalam Lampiran"),)
    lengkap = NaskahTeks(
        tentang="Rencana Aksi Daerah Tahun 2025-2029",
        konsiderans=tuple(
            KonsideransTeks(j.value, f"bahwa pertimbangan {j.value}")
            for j in (
                JenisKonsiderans.FILOSOFIS,
                JenisKonsiderans.SOSIOLOGIS,
                JenisKonsiderans.YURIDIS,
            )
        ),
        dasar_hukum=(UUD, {**BENTUK, "tambahan": "1"}, UU),
        bab=(
            bab(
                "Ketentuan Umum",
                pasal(
                    "definisi",
                    definisi(
                        "Dalam Peraturan Bupati ini yang dimaksud dengan:",
                        "Daerah adalah Kabupaten Tuban.",
                        "Rencana Aksi Daerah yang selanjutnya disingkat RAD adalah dokumen.",
                    ),
                ),
            ),
            bab("Rencana Aksi", *isi),
            bab(
                "Ketentuan Penutup",
                pasal(
                    "lampiran", "Lampiran RAD merupakan bagian tidak terpisahkan, juga di Daerah"
                ),
                pasal("penutup", "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan"),
            ),
        ),
    )
    return replace(lengkap, **ganti)


def versi_rad(rad, lembaga, oleh, per_bidang: int = 1) -> VersiRad:
    """A fixed version of *rad* with *per_bidang* actions in each field."""
    dinas = lembaga("Dinas Sosial", "Dinsos")
    for b in Bidang:
        sasaran = Sasaran.objects.create(rad=rad, bidang=b, uraian=f"Sasaran {b.label}")
        for i in range(per_bidang):
            aksi = Aksi.objects.create(
                rad=rad,
                bidang=b,
                sasaran=sasaran,
                uraian=f"Pelatihan {b.label} angkatan {i}",
                penanggung_jawab=dinas,
            )
            indikator = Indikator.objects.create(
                aksi=aksi, nama="Jumlah peserta", satuan="orang", arah="naik"
            )
            for tahun in rad.tahun:
                Target.objects.create(indikator=indikator, tahun=tahun, nilai=40)
                Anggaran.objects.create(
                    aksi=aksi, tahun=tahun, sumber="pad", pagu=Decimal(77_367_276)
                )
    isi = matriks.susun_aksi(rad, rad.aksi.all())
    nomor = rad.versi_tetap.count() + 1
    return VersiRad.objects.create(
        rad=rad, nomor=nomor, isi=isi, sidik=matriks.sidik(isi), oleh=oleh
    )


def perbup_terisi(rad, versi: VersiRad | None = None) -> Perbup:
    """A regulation with the ready-made draft."""
    perbup = Perbup.objects.create(rad=rad, tentang="-", versi_rad=versi)
    tulis_naskah_awal(perbup)
    return Perbup.objects.get(pk=perbup.pk)


def jadikan_final(perbup: Perbup, *, catat: bool = True) -> Perbup:
    """Freeze *perbup*; with *catat* record number, dates and gazette number as well."""
    perbup.harmonisasikan()
    perbup.fasilitasikan()
    snapshot, sidik = bekukan(perbup)
    perbup.finalkan(snapshot=snapshot, sidik=sidik)
    if catat:
        perbup.nomor, perbup.tahun, perbup.nomor_berita_daerah = 12, 2026, 3
        perbup.tanggal_ditetapkan = dt.date(2026, 1, 5)
        perbup.tanggal_diundangkan = dt.date(2026, 1, 6)
    perbup.save()
    return perbup
