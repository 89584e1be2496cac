"""What the leak scan adds to the demo regency: addresses for mail, and more strangers. Called in a
process of the running system, by ``manage.py shell``."""

import datetime as dt

from django.conf import settings

from pokja.enums import Peran, TingkatWilayah
from pokja.models import Lembaga, Pengguna, Penugasan, Wilayah

# Who may see nothing of the planted cases.
ASING = (
    "manajer_lain", "mitra_lain", "patbm_lain", "teknis",
    "opd", "bappeda", "admin", "sekretariat", "auditor", "ketua", "anggota",
)  # fmt: skip


def lengkapi() -> None:
    """Give every account an address, and make the strangers that the demo lacks."""
    lain = Lembaga.objects.filter(singkatan="Dinkes").get()
    desa = Wilayah.objects.filter(
        kode__startswith=f"{settings.WILAYAH}.", tingkat=TingkatWilayah.DESA
    )
    baru = {
        "manajer_lain": {"peran": Peran.MANAJER_KASUS, "lembaga": lain},
        "mitra_lain": {"peran": Peran.MITRA_LAYANAN, "lembaga": lain},
        "patbm_lain": {"peran": Peran.PATBM, "wilayah": desa.last()},
        "teknis": {"peran": Peran.SUPERADMIN_TEKNIS},
    }
    for nama, tugas in baru.items():
        user = Pengguna.objects.create_user(
            nama, settings.DEMO_PASSWORD, nama=f"{nama} (DEMO)", demo=True
        )
        Penugasan.objects.create(pengguna=user, mulai=dt.date(2020, 1, 1), dasar="uji", **tugas)
    for satu in Pengguna.objects.all():
        satu.email = f"{satu.username}@contoh.go.id"
        satu.save(update_fields=["email"])
