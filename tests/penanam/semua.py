"""The order in which everything is planted."""

from tests.penanam import Panggung, kasus, penanganan, pengawasan


def tanam(p: Panggung, sandi: str) -> None:
    """Plant everything; everybody logs in with *sandi*."""
    for satu in p.orang.values():
        satu.masuk(sandi)
    kasus.perlengkapan(p)
    kasus.semua_kasus(p)
    kasus.tim(p)
    istri, anak, tetangga = p.berkas[:3]
    tersegel = p.berkas[kasus.TERSEGEL - 1]
    penanganan.langkah(p, istri)
    penanganan.rujukan(p, istri)
    penanganan.wali(p, anak)
    penanganan.pendukung(p, anak)
    penanganan.mediasi(p, tetangga)
    pengawasan.supervisi(p, istri)
    pengawasan.segel(p, tersegel, sandi)
    pengawasan.pelindungan(p, istri)
    pengawasan.laporan_desa(p)
    penanganan.akhir(p, istri)
    pengawasan.isian_ditolak(p)
