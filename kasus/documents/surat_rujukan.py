"""The referral letter: the packet of one referral on the unit's letterhead; it names no case."""

from functools import partial
from typing import Any

from django.utils import timezone

from kasus.enums_layanan import DasarPemrosesan
from kasus.models import Kasus, Rujukan
from p3aks.core.cetak import cetak_templat
from pokja.models import Daerah

TEMPLAT = "kasus/dokumen/surat_rujukan.html"
cetak = partial(cetak_templat, TEMPLAT)  # the letter (F4) from its snapshot
# What each basis is called in the sentence "Data berikut dibagikan berdasarkan …".
KATA_DASAR: dict[str, str] = {
    DasarPemrosesan.PERSETUJUAN: "persetujuan penerima manfaat",
    DasarPemrosesan.WALI: "persetujuan wali",
    DasarPemrosesan.KEWAJIBAN: "kewajiban hukum, terbatas pada data yang paling perlu",
    DasarPemrosesan.VITAL: "kepentingan vital penerima manfaat, terbatas pada data yang paling "
    "perlu",
}


def susun(rujukan: Rujukan, kasus: Kasus) -> dict[str, Any]:
    """Return the letter as plain data: letterhead, recipient, code, packet as it was sent.

    The number and the signature are left for the office. Neither title nor text names the case.
    """
    daerah = Daerah.ini()
    return {
        "judul": f"Surat rujukan {rujukan.kode}",
        "penulis": f"Pemerintah {daerah.jenis} {daerah.nama}",
        "daerah": {"jenis": daerah.jenis, "nama": daerah.nama, "ibu_kota": daerah.ibu_kota},
        "unit": kasus.unit.nama,
        "tanggal": timezone.localdate().isoformat(),
        "kode": rujukan.kode,
        "instansi": rujukan.instansi.lembaga.nama,
        "penerima": rujukan.penerima.nama if rujukan.penerima else "",
        "batas_jawab": timezone.localtime(rujukan.batas_jawab).isoformat(timespec="minutes"),
        "sampai": timezone.localdate(rujukan.sampai).isoformat(),
        "kata_dasar": KATA_DASAR[rujukan.dasar],
        "paket": rujukan.paket,
    }
