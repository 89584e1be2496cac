"""Who looks: the team and the partners at everything that is linked, strangers also at addresses
that somebody might have told them."""

from collections.abc import Iterable

from tests.penanam import Panggung, u
from tests.penanam.kasus import BIASA, TERSEGEL
from tests.peramban_http import Peramban, nama_halaman

AWAL = ("/", "/kasus/", "/kasus/notifikasi/", "/publik/")


def jelajahi(p: Panggung) -> int:
    """Everybody who takes part follows every link, of the plain cases only to what they hold;
    returns how many pages were opened."""
    biasa = [p.berkas[n - 1].pk for n in BIASA]
    for pk in biasa:
        p.manajer.buka(f"{u('detail', pk)}?catatan=semua")
        p.manajer.buka(u("identitas", pk))
    semua = [*AWAL, "/kasus/paket/", "/kasus/pengaduan/"]
    return sum(satu.jelajah(semua, biasa) for satu in p.orang.values()) + 2 * len(biasa)


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
