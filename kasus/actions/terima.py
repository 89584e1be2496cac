"""The unit takes over a report: from then on it is a case, and no longer the volunteer's."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kasus.actions.isi import (
    IsiHubungan,
    IsiIdentitas,
    IsiKejadian,
    IsiKorban,
    IsiLaporan,
    IsiPelapor,
    IsiTerlapor,
)
from kasus.actions.kasus import buat
from kasus.actions.konflik import usulkan
from kasus.actions.notifikasi import beri_tahu
from kasus.actions.pengaduan import kunci_pengaduan
from kasus.actions.segar import segarkan
from kasus.aturan.triase import Jawaban
from kasus.documents.pengaduan import IsiPengaduan, kronologi
from kasus.enums import BentukKekerasan, KeterkaitanKonflik
from kasus.enums_akses import StatusPengaduan
from kasus.enums_layanan import SaluranMasuk
from kasus.models import Kasus, Korban, NotifikasiKasus, Pengaduan
from p3aks.core.audit import catat
from pokja.models import Pengguna

ALASAN = "kasus dari pengaduan"
# What a clear "ya" says about the form of violence; identification confirms or changes it.
BENTUK: Mapping[str, BentukKekerasan] = {
    "seksual": BentukKekerasan.SEKSUAL,
    "luka": BentukKekerasan.FISIK,
    "tppo": BentukKekerasan.TPPO,
    "telantar": BentukKekerasan.PENELANTARAN,
}
ALASAN_DUGAAN = (
    "Kader menjawab ya atas pertanyaan: karena bentrokan antarkelompok warga, atau saat mengungsi."
)


@transaction.atomic
def terima(*, by: Pengguna, pengaduan: Pengaduan) -> Kasus:
    """Make a case of *pengaduan*, with *by* in its team, and return it.

    The case carries the facts and names that were told, the time the volunteer reported, and the
    level its facts ask for: one against an official is sealed at once. Raises PermissionDenied
    unless *by* receives reports of that unit (of an official's: is its supervisor), SudahBerubah
    when somebody was faster.
    """
    if not by.has_perm("kasus.terima_pengaduan", pengaduan):
        raise PermissionDenied
    baris = kunci_pengaduan(pengaduan)
    kasus = buat(by=by, isi=_laporan(baris), hak="kasus.pimpin")
    korban = Korban.objects.sistem(ALASAN).get(kasus=kasus)
    if korban.usia is None and baris.jawaban.get("anak") == Jawaban.YA:
        # Called a child by who knows her: protected as one, also before her age is known.
        korban.anak = True
        korban.save(update_fields=["anak", "diubah_pada"])
    _serahkan(by, baris, kasus)
    segarkan(kasus, by=by)
    if baris.jawaban.get("konflik") == Jawaban.YA:
        usulkan(
            by=by,
            kasus=kasus,
            korban=korban,
            keterkaitan=KeterkaitanKonflik.DUGAAN,
            peristiwa=None,
            alasan=ALASAN_DUGAAN,
        )
    return kasus


def _laporan(pengaduan: Pengaduan) -> IsiLaporan:
    """Return what the volunteer told as the content of a first report."""
    isi = IsiPengaduan.dari(pengaduan.isi)
    kader, desa = pengaduan.pelapor, pengaduan.desa.nama if pengaduan.desa else ""
    bentuk = [b for tanya, b in BENTUK.items() if pengaduan.jawaban.get(tanya) == Jawaban.YA]
    return IsiLaporan(
        unit=pengaduan.unit,
        kejadian=IsiKejadian(
            saluran=SaluranMasuk.PATBM,
            tanggal_lapor=pengaduan.lapor_pada,
            kejadian=isi.kejadian,
            kecamatan=pengaduan.kecamatan,
            kronologi=kronologi(pengaduan.isi),
        ),
        korban=IsiKorban(
            kelamin=isi.kelamin,
            usia=isi.usia,
            tempat=isi.tempat,
            bentuk=dict.fromkeys(bentuk or [BentukKekerasan.LAINNYA], ()),
            kecamatan=pengaduan.kecamatan,
            kanal_aman=isi.kanal,
        ),
        # A sex that was not told stays empty until the unit asks.
        terlapor=IsiTerlapor(kelamin=isi.kelamin_terlapor, jabatan=isi.jabatan)
        if isi.ada_terlapor
        else None,
        hubungan=IsiHubungan(hubungan=isi.hubungan, serumah=isi.serumah),
        pelapor=IsiPelapor(korban_sendiri=isi.asal == "KORBAN", hubungan="Kader PATBM"),
        identitas_korban=IsiIdentitas(
            nama=isi.nama_korban, alamat=isi.alamat, telepon=isi.telepon, desa=desa
        ),
        identitas_terlapor=IsiIdentitas(nama=isi.nama_terlapor),
        identitas_pelapor=IsiIdentitas(nama=kader.nama, telepon=kader.telepon, desa=desa),
    )


def _serahkan(by: Pengguna, pengaduan: Pengaduan, kasus: Kasus) -> None:
    """Close the report for its author, and take back what called for somebody to accept it."""
    terlambat = pengaduan.terlambat
    pengaduan.kasus, pengaduan.status = kasus, StatusPengaduan.DITERIMA
    pengaduan.diterima_oleh, pengaduan.diterima_pada = by, timezone.now()
    pengaduan.save(
        update_fields=["kasus", "status", "diterima_oleh", "diterima_pada", "diubah_pada"]
    )
    catat(
        by=by,
        peristiwa="pengaduan.diterima",
        objek=pengaduan,
        rincian={"terlambat": int(terlambat)},
    )
    NotifikasiKasus.objects.sistem(ALASAN).filter(kode=pengaduan.kode, kasus=None).delete()
    if not pengaduan.langsung:
        beri_tahu(kasus, pengaduan.kode, "pengaduan_diterima", [pengaduan.pelapor], by=by)
