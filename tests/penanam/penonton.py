"""Who looks: the team and the partners at everything that is linked, strangers also at addresses
that somebody might have told them."""

from collections.abc import Iterable

from tests.penanam import Panggung, u
from tests.penanam.kasus import ANAK, BIASA, ISTRI, TERSEGEL, TETANGGA
from tests.peramban_http import Peramban, nama_halaman

AWAL = ("/", "/kasus/", "/kasus/notifikasi/", "/publik/")


def jelajahi(p: Panggung) -> int:
    """Everybody who takes part follows every link, of the plainer cases only to what they hold,
    and the supervisor only those of one case; returns how many pages were opened."""
    biasa = [p.berkas[n - 1].pk for n in (TETANGGA, *BIASA)]
    isi = [u(nama, biasa[0]) for nama in ("penanganan", "pendukung")]
    tersegel = p.berkas[TERSEGEL - 1].pk
    isi += [u(nama, pk) for nama in ("detail", "identitas") for pk in (*biasa, tersegel)]
    for alamat in isi:
        p.manajer.buka(f"{alamat}?catatan=semua")
    dahulu = [u("detail", b.pk) for b in p.berkas[:ANAK]]
    semua = [*dahulu, *AWAL, "/kasus/paket/", "/kasus/pengaduan/"]
    lain = [b.pk for b in p.berkas if b is not p.berkas[ISTRI - 1]]
    lewati = {**dict.fromkeys(p.orang, biasa), "supervisor": lain}
    return sum(satu.jelajah(semua, lewati[n]) for n, satu in p.orang.items()) + len(isi)


def alamat_wakil(p: Panggung) -> list[str]:
    """Return one address of every page that was opened, and those of the sealed case."""
    wakil: dict[str, str] = {}
    tersegel = [u(nama, p.berkas[TERSEGEL - 1].pk) for nama in ("detail", "identitas", "rujukan")]
    for alamat in p.buku.alamat:
        if alamat.startswith("/kasus/"):
            wakil.setdefault(nama_halaman(alamat), alamat)
    return list(dict.fromkeys([*wakil.values(), *tersegel]))


def intip(asing: Iterable[Peramban], alamat: list[str]) -> int:
    """Strangers try every address, and follow what they are offered; returns how often."""
    jumlah = 0
    for satu in asing:
        jumlah += satu.jelajah(AWAL)
        for tujuan in alamat:
            satu.minta("GET", tujuan)
            jumlah += 1
    return jumlah
