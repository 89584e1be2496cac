"""Rights around cases. Each predicate's docstring is the rule as a Sekretariat officer would sign
it. Which rows a person sees is decided by ``.untuk(user)``; these say what they may do there."""

from typing import Any

import rules

from kasus.enums_akses import PeranTim
from kasus.models import TimKasus
from pokja.enums import PERAN_PENGELOLA, Peran
from pokja.permissions import pemegang as _pemegang

P = Peran

pengelola_sistem = _pemegang(*PERAN_PENGELOLA)
"""Whoever manages accounts or machines has no right around cases, whatever else they hold (T3)."""


def pemegang(*peran: str) -> Any:
    """Return a predicate: the person holds one of *peran* today and does not run the system."""
    return _pemegang(*peran) & ~pengelola_sistem


petugas = pemegang(P.MANAJER_KASUS, P.PENDAMPING, P.SUPERVISOR)
"""Case managers, companions and supervisors work on cases."""

kepala = pemegang(P.MANAJER_KASUS, P.SUPERVISOR)
"""Managers and supervisors lead the work of a unit."""

pengelola_historis = pemegang(P.MANAJER_KASUS, P.SUPERVISOR, P.SEKRETARIAT)
"""The service and the Sekretariat keep the old printed tables: small counts stand in them."""

manajer = pemegang(P.MANAJER_KASUS)
"""Only a case manager opens, assigns and closes cases."""

supervisor = pemegang(P.SUPERVISOR)
"""Only a supervisor reviews and releases what a case manager did."""

ppdp = pemegang(P.PPDP)
"""Only the data protection officer keeps breaches, requests and access reviews."""

mitra = pemegang(P.MITRA_APH, P.MITRA_LAYANAN)
"""Partners see the packets addressed to them and nothing else."""

patbm = pemegang(P.PATBM)
"""Volunteers report, and see their own reports."""

pembaca_dokumen = petugas | mitra | patbm | ppdp
"""Case workers take the letters they sent, partners those of their packets, volunteers their blank
sheets, the data protection officer the reports to subjects. Which ones is decided per document."""

pembuat_lembar = petugas | patbm
"""Volunteers and case workers print blank report sheets."""

pembaca_f0 = pemegang(P.MANAJER_KASUS, P.PENDAMPING, P.SUPERVISOR, P.SEKRETARIAT, P.AUDITOR)
"""Besides case workers, the Sekretariat sees workload and the auditor procedure: codes and times,
no content."""

bukan_pengelola_sistem = pemegang(*(p for p in P if p not in (P.SUPERADMIN_TEKNIS, P.ADMIN_AKUN)))
"""Anybody with a role may be invited to a conference or be told of something, except those who
manage accounts and machines."""


@rules.predicate
def manajer_unit(user: Any, kasus: Any = None) -> bool:
    """The case manager of the unit that the case belongs to."""
    unit = user.lembaga_sebagai(P.MANAJER_KASUS)
    return bool(unit) if kasus is None else kasus.unit_id in unit


@rules.predicate
def supervisor_unit(user: Any, kasus: Any = None) -> bool:
    """The supervisor of the unit that the case belongs to."""
    unit = user.lembaga_sebagai(P.SUPERVISOR)
    return bool(unit) if kasus is None else kasus.unit_id in unit


@rules.predicate
def asesmen_psikolog(user: Any, kasus: Any = None) -> bool:
    """A psychologist of the team records the own examination; the case manager of the unit records
    one that was made elsewhere, and then names the psychologist."""
    if kasus is None or manajer_unit(user, kasus):
        return True
    tim = TimKasus.objects.sistem("hak asesmen psikolog").aktif(user)
    return bool(tim.filter(kasus=kasus, peran=PeranTim.PSIKOLOG).exists())


@rules.predicate
def melanjutkan_asesmen(user: Any, asesmen: Any = None) -> bool:
    """Who began an assessment goes on with it; manager and supervisor of the unit with any."""
    if asesmen is None or asesmen.oleh_id == user.pk:
        return True
    kasus = asesmen.korban.kasus
    return bool(manajer_unit(user, kasus) or supervisor_unit(user, kasus))


@rules.predicate
def memutus_terminasi(user: Any, terminasi: Any = None) -> bool:
    """A supervisor of the unit decides on the end of a case: never who proposed it, and never who
    is or was case manager in its team (R18)."""
    if terminasi is None:
        return bool(supervisor_unit(user))
    if terminasi.diajukan_oleh_id == user.pk or not supervisor_unit(user, terminasi.kasus):
        return False
    tim = TimKasus.objects.sistem("bukan manajer kasus ini").filter(kasus=terminasi.kasus)
    return not tim.filter(pengguna=user, peran=PeranTim.MANAJER).exists()


@rules.predicate
def penelaah_segel(user: Any, segel: Any = None) -> bool:
    """PPDP, or a supervisor who knows of the case, judges an opened seal: never who opened it."""
    return segel is None or segel.pengguna_id != user.pk


@rules.predicate
def penyetuju_retensi(user: Any, pemusnahan: Any = None) -> bool:
    """PPDP approves that files are made anonymous: never who proposed it."""
    return pemusnahan is None or pemusnahan.diusulkan_oleh_id != user.pk


@rules.predicate
def pembaca_kedua(user: Any, tautan: Any = None) -> bool:
    """A tie to a conflict is read a second time by somebody else than who proposed it."""
    return petugas(user) and (tautan is None or tautan.oleh_id != user.pk)


penanda_tangan = pemegang(P.SUPERVISOR, P.SEKRETARIS)
"""Another supervisor, or the Sekretaris of the Pokja, who heads the office, signs a release of
statistics. Its page shows nobody a number that is hidden."""


@rules.predicate
def bukan_penyusun(user: Any, rilis: Any = None) -> bool:
    """Whoever composed a release never signs it."""
    return rilis is None or rilis.diminta_oleh_id != user.pk


@rules.predicate
def pengelola_fasilitas(user: Any, fasilitas: Any = None) -> bool:
    """Managers and supervisors keep the shelters of their own unit."""
    if not kepala(user):
        return False
    unit = user.lembaga_sebagai(P.MANAJER_KASUS, P.SUPERVISOR)
    return bool(unit) if fasilitas is None else fasilitas.unit_id in unit


@rules.predicate
def penulis_pengaduan(user: Any, pengaduan: Any = None) -> bool:
    """Only the volunteer who made a report adds to it or finishes it."""
    return pengaduan is None or pengaduan.pelapor_id == user.pk


@rules.predicate
def penerima_pengaduan(user: Any, pengaduan: Any = None) -> bool:
    """Case managers and supervisors of a unit take over the reports sent to it; a report against
    an official only its supervisor."""
    if pengaduan is None:
        return kepala(user)
    peran = (P.SUPERVISOR,) if pengaduan.langsung else (P.MANAJER_KASUS, P.SUPERVISOR)
    return pengaduan.unit_id in user.lembaga_sebagai(*peran)


@rules.predicate
def verifikator(user: Any, kasus: Any = None) -> bool:
    """The supervisor of the unit verifies data; nobody verifies what they recorded themselves."""
    return supervisor_unit(user, kasus) and (kasus is None or kasus.dibuat_oleh_id != user.pk)


rules.add_perm("kasus.lihat", pembaca_f0)
rules.add_perm("kasus.tangani", petugas)
rules.add_perm("kasus.buat", manajer)
rules.add_perm("kasus.kelola", manajer_unit)
rules.add_perm("kasus.supervisi", supervisor_unit)
rules.add_perm("kasus.pimpin", manajer_unit | supervisor_unit)
rules.add_perm("kasus.buka_identitas", petugas)
rules.add_perm("kasus.buka_segel", kepala)
rules.add_perm("kasus.lapor", patbm)
rules.add_perm("kasus.tambah_pengaduan", patbm & penulis_pengaduan)
rules.add_perm("kasus.terima_pengaduan", penerima_pengaduan)
rules.add_perm("kasus.lihat_pengaduan", patbm | kepala)
rules.add_perm("kasus.terima_rujukan", mitra)
rules.add_perm("kasus.lihat_instansi", petugas)
rules.add_perm("kasus.kelola_instansi", kepala)
rules.add_perm("kasus.lihat_dokumen", pembaca_dokumen)
rules.add_perm("kasus.buat_lembar", pembuat_lembar)
rules.add_perm("kasus.lihat_penampungan", petugas)
rules.add_perm("kasus.kelola_penampungan", pengelola_fasilitas)
rules.add_perm("kasus.baca_kedua", pembaca_kedua)
rules.add_perm("kasus.lihat_sla", petugas)
rules.add_perm("kasus.ubah_sla", supervisor)
rules.add_perm("kasus.lihat_konferensi", bukan_pengelola_sistem)
rules.add_perm("kasus.lihat_notifikasi", bukan_pengelola_sistem)
rules.add_perm("kasus.ekspor", kepala)
rules.add_perm("kasus.buat_evaluasi", kepala)
rules.add_perm("kasus.verifikasi", verifikator)
rules.add_perm("kasus.pelindungan", ppdp)
rules.add_perm("kasus.retensi", ppdp | supervisor)
rules.add_perm("kasus.asesmen_psikolog", petugas & asesmen_psikolog)
rules.add_perm("kasus.lanjutkan_asesmen", petugas & melanjutkan_asesmen)
rules.add_perm("kasus.putuskan_terminasi", memutus_terminasi)
rules.add_perm("kasus.lihat_beban", kepala)
rules.add_perm("kasus.lihat_statistik", petugas)
rules.add_perm("kasus.kelola_historis", pengelola_historis)
rules.add_perm("kasus.lihat_rilis", penanda_tangan | kepala | ppdp)
# The Sekretaris comes to the case app for this alone.
rules.add_perm("kasus.hanya_rilis", penanda_tangan & ~petugas)
rules.add_perm("kasus.susun_rilis", supervisor)
rules.add_perm("kasus.tandatangani_rilis", penanda_tangan & bukan_penyusun)
rules.add_perm("kasus.tolak_rilis", penanda_tangan)
rules.add_perm("kasus.gabung_orang", kepala)
rules.add_perm("kasus.telaah_segel", (ppdp | supervisor) & penelaah_segel)
rules.add_perm("kasus.lihat_permintaan", ppdp | petugas)
rules.add_perm("kasus.jawab_permintaan", ppdp | kepala)
rules.add_perm("kasus.setujui_retensi", ppdp & penyetuju_retensi)
rules.add_perm("kasus.lihat_ropa", ppdp | pemegang(P.AUDITOR))
