"""``.env``: the keys of this installation, made once and never overwritten."""

import base64
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from p3aks.bootstrap.pesan import Gagal

_BARIS = re.compile(r"^\s*(?:export\s+)?(?P<nama>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<nilai>.*?)\s*$")
_KATA = (
    "akar angin awan badai bakau balai bambu batik beras bukit bulan bunga candi cemara cendana "
    "damar danau daun delima desa dupa embun fajar gamelan garam gelap gerbang gunung halaman "
    "hujan hutan jagung jambu jati jembatan kabut kapal kapas kayu kebun kelapa kembang kenanga "
    "kerang kolam kopi kuda ladang lampu langit laut lembah lontar lumbung madu manggis mawar "
    "melati menara mentari musim nelayan ombak padi pagi pandan pantai pasir pasar pelangi perahu "
    "pinang pohon puncak rakit rempah rotan rumah rumput rusa salak samudra sawah selasih senja "
    "serambi siwalan sungai surya taman tambak tanjung tebing telaga teluk tenun tikar tugu ubi"
)
_KEPALA = """\
# Dibuat oleh `python3 manage.py mulai`. Jangan disalin ke komputer lain dan jangan dihapus:
# tanpa P3AKS_KUNCI_DATA identitas korban yang tersimpan tidak dapat dibuka lagi.
# Semua variabel dijelaskan di .env.example.
"""


def kunci_baru() -> str:
    """Return a fresh 256-bit key in the form the settings expect: ``v1:<base64>``."""
    return "v1:" + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def sandi_baru() -> str:
    """Return a password that can be read out over the telephone, at least 15 characters."""
    kata = "-".join(secrets.choice(_KATA.split()) for _ in range(4))
    return f"{kata}-{secrets.randbelow(90) + 10}"


PEMBUAT: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "P3AKS_KUNCI_DATA": kunci_baru,
    "P3AKS_KUNCI_INDEKS": kunci_baru,
    "P3AKS_DEMO_PASSWORD": sandi_baru,
}


def baca_env(berkas: Path) -> dict[str, str]:
    """Return the variables in *berkas*, empty when it does not exist; the first line wins."""
    hasil: dict[str, str] = {}
    if berkas.is_file():
        for baris in berkas.read_text(encoding="utf-8").splitlines():
            if cocok := _BARIS.match(baris):
                nilai = cocok["nilai"]
                if len(nilai) > 1 and nilai[0] == nilai[-1] and nilai[0] in "'\"":
                    nilai = nilai[1:-1]
                hasil.setdefault(cocok["nama"], nilai)
    return hasil


def lengkapi_env(berkas: Path, penanda: Path, lain: dict[str, str]) -> list[str]:
    """Make sure that *berkas* holds every secret and return the names that were added.

    A variable with a value is never touched, whether it stands in the file, in *lain* (the real
    environment) or arrives as ``X_FILE``. A new file also switches to trial mode (``DEBUG``).
    *penanda* marks a data folder that keys were made for: when keys are missing although data was
    written with them, fresh ones would make that data unreadable, so :class:`Gagal` is raised.
    """
    ada = {**baca_env(berkas), **{n: v for n, v in lain.items() if v}}
    kurang = [n for n in PEMBUAT if not ada.get(n) and not ada.get(f"{n}_FILE")]
    if penanda.exists() and any(n.startswith("P3AKS_KUNCI_") for n in kurang):
        raise Gagal(
            f"Kunci data tidak ada lagi di {berkas}, sedangkan data yang dikunci dengannya masih "
            f"ada di {penanda.parent}. Kembalikan .env dari cadangan, atau pindahkan folder itu "
            "untuk memulai dari kosong."
        )
    baris = {n: f"{n}={PEMBUAT[n]()}" for n in kurang}
    if not berkas.exists():
        _tulis(berkas, _KEPALA + "\n".join([*baris.values(), "DEBUG=true"]) + "\n")
    elif kurang:
        _tulis(berkas, _sisipkan(berkas.read_text(encoding="utf-8"), baris))
    elif berkas.stat().st_mode & 0o077:
        berkas.chmod(0o600)
    if not penanda.exists():
        penanda.parent.mkdir(parents=True, exist_ok=True)
        penanda.write_text("Data di folder ini dikunci dengan kunci di .env.\n", encoding="utf-8")
    return kurang


def _sisipkan(isi: str, baris: dict[str, str]) -> str:
    """Return *isi* with each of *baris* in place of its empty line, otherwise at the end."""
    keluar, sisa = [], dict(baris)
    for lama in isi.splitlines():
        cocok = _BARIS.match(lama)
        keluar.append(sisa.pop(cocok["nama"], lama) if cocok else lama)
    if sisa:
        keluar += ["", "# Ditambahkan oleh `python3 manage.py mulai`.", *sisa.values()]
    return "\n".join(keluar) + "\n"


def _tulis(berkas: Path, isi: str) -> None:
    """Replace *berkas* in one step, readable by its owner only."""
    sementara = berkas.with_name(f"{berkas.name}.{os.getpid()}")
    fd = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as tulis:
        tulis.write(isi)
        tulis.flush()
        os.fsync(tulis.fileno())
    sementara.replace(berkas)
