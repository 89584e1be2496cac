"""Run as a program: prepares tables and people, then asks for one document and prints its id.

``python -m tests.rad.dokumen.skenario_pekerja JENIS``
"""

import datetime as dt
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from pokja.enums import Peran, StatusPokja, TingkatWilayah  # noqa: E402
from pokja.models import Daerah, Pengguna, Penugasan, Pokja, Wilayah  # noqa: E402
from rad.actions.dokumen import siapkan  # noqa: E402
from rad.models import Rad  # noqa: E402
from tests.rad.dokumen import jenis_uji  # noqa: E402


def utama(jenis: str) -> None:
    """Build the world on an empty database; on a full one just ask."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    jenis_uji.daftarkan()
    if not Rad.objects.exists():
        jatim = Wilayah.objects.create(
            kode="35", nama="Jawa Timur", tingkat=TingkatWilayah.PROVINSI
        )
        tuban = Wilayah.objects.create(
            kode="35.23", nama="Kabupaten Tuban", tingkat=TingkatWilayah.KABUPATEN, induk=jatim
        )
        Daerah.objects.create(wilayah=tuban, ibu_kota="Tuban", kepala="CONTOH", sekda="CONTOH")
        user = Pengguna.objects.create_user("sekretariat", nama="Sekretariat", demo=True)
        Penugasan.objects.create(
            pengguna=user, peran=Peran.SEKRETARIAT, mulai=dt.date(2020, 1, 1), dasar="SK uji"
        )
        pokja = Pokja.objects.create(
            mulai=2025,
            selesai=2029,
            nomor_sk="1",
            tanggal_sk=dt.date(2025, 1, 2),
            status=StatusPokja.BERLAKU,
        )
        Rad.objects.create(mulai=2025, selesai=2029, pokja=pokja)
    user = Pengguna.objects.get(username="sekretariat")
    print(siapkan(by=user, jenis=jenis, objek=Rad.objects.get()).pk.hex)  # noqa: T201


if __name__ == "__main__":
    utama(sys.argv[1])
