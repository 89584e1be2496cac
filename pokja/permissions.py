"""Rights around people and the Pokja. Each predicate's docstring is the rule as the Sekretariat
would sign it; ``obj`` None asks "at all?"."""

from typing import Any

import rules

from pokja.enums import Peran


def pemegang(*peran: str) -> Any:
    """Return a predicate: the person holds one of *peran* today."""

    @rules.predicate(f"pemegang:{'|'.join(peran)}")
    def punya(user: Any, obj: Any = None) -> bool:
        return bool(getattr(user, "peran", frozenset()) & set(peran))

    return punya


SEMUA_PERAN = tuple(Peran)

lihat_struktur = pemegang(*SEMUA_PERAN)
"""Everyone with a role may see who sits in the Pokja."""

kelola_struktur = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS)
"""The Sekretariat prepares the structure and its SK."""

lihat_jejaring = lihat_struktur
"""Everyone with a role may see which bodies exist where."""

lihat_kontak = kelola_struktur | pemegang(
    Peran.KETUA_WAKIL,
    Peran.KOORDINATOR_BIDANG,
    Peran.MANAJER_KASUS,
    Peran.PENDAMPING,
    Peran.SUPERVISOR,
)
"""Those who coordinate or accompany victims see whom to call; names and telephones of volunteers
are no public directory."""

lihat_dokumen_pokja = kelola_struktur | pemegang(Peran.KETUA_WAKIL, Peran.BAGIAN_HUKUM)
"""The Sekretariat has SK and chart made; Ketua/Wakil and Bagian Hukum read them."""

ubah_daerah = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS, Peran.BAGIAN_HUKUM)
"""The Sekretariat and Bagian Hukum keep the names that documents are signed with."""

kelola_peristiwa = pemegang(
    Peran.SEKRETARIAT, Peran.SEKRETARIS, Peran.KOORDINATOR_BIDANG, Peran.MANAJER_KASUS
)
"""The Sekretariat, koordinator bidang and case managers record conflict events."""

lihat_peristiwa = kelola_peristiwa | pemegang(Peran.PENDAMPING, Peran.SUPERVISOR, Peran.KETUA_WAKIL)
"""Those who record events, those who link cases to them, and Ketua/Wakil read them."""

kelola_potensi = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS, Peran.KOORDINATOR_BIDANG)
"""The Sekretariat and koordinator bidang keep the inventory of potentials and review it."""

lihat_intelijen = kelola_potensi | pemegang(Peran.KETUA_WAKIL)
"""What comes from intelligence stays with those who keep the inventory, and Ketua/Wakil."""

lihat_potensi = lihat_intelijen | pemegang(Peran.ANGGOTA_POKJA, Peran.BAPPEDA, Peran.AUDITOR)
"""Members of the Pokja, Bappeda and auditors read the inventory."""

lapor_dini = pemegang(*SEMUA_PERAN)
"""Everyone with a role may report a sign of conflict under the own account; without an account
anybody may."""

hanya_lapor_dini = lapor_dini & ~lihat_potensi
"""Who reports but does not read the inventory has the form in the menu; the others have it on the
list of reports."""


@rules.predicate
def verifikasi_laporan(user: Any, laporan: Any = None) -> bool:
    """Those who keep the inventory verify reports, never their own."""
    if not kelola_potensi(user):
        return False
    return laporan is None or laporan.pelapor_id != user.pk


lihat_konflik = lihat_potensi | lihat_peristiwa
"""Whoever reads potentials or events has the overview of conflicts; each part shows what the
person may read."""

kelola_keadaan = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS)
"""The Sekretariat records what was decided on a Status Keadaan Konflik; no one sets it here."""

kelola_bobot = kelola_keadaan
"""The Sekretariat decides what counts how much in the vulnerability score."""

PENGELOLA_RAPAT = (Peran.SEKRETARIAT, Peran.SEKRETARIS)


def bidang_boleh(user: Any) -> frozenset[str] | None:
    """Return the fields for which *user* may hold meetings; None: all, and none in particular."""
    if user.peran & set(PENGELOLA_RAPAT):
        return None
    hasil: frozenset[str] = user.bidang_sebagai(Peran.KOORDINATOR_BIDANG)
    return hasil


@rules.predicate
def kelola_rapat(user: Any, rapat: Any = None) -> bool:
    """The Sekretariat and Sekretaris prepare meetings and write their minutes; a koordinator
    those of the own bidang."""
    bidang = bidang_boleh(user)
    return bidang is None or (bool(bidang) and (rapat is None or rapat.bidang in bidang))


sahkan_notula = pemegang(Peran.SEKRETARIS, Peran.KETUA_WAKIL)
"""Sekretaris and Ketua/Wakil make minutes final."""

lihat_semua_rapat = pemegang(
    *PENGELOLA_RAPAT,
    Peran.KETUA_WAKIL,
    Peran.KOORDINATOR_BIDANG,
    Peran.MANAJER_KASUS,
    Peran.PENDAMPING,
    Peran.SUPERVISOR,
    Peran.AUDITOR,
    Peran.PPDP,
)
"""Those who lead, keep or check the Pokja's work read all its meetings, and so do case workers."""


@rules.predicate
def buat_dokumen(user: Any, dokumen: Any = None) -> bool:
    """The Sekretariat has the documents of the Pokja made; whoever keeps a meeting, its papers."""
    if dokumen is None:
        return bool(kelola_struktur(user) or kelola_rapat(user))
    if dokumen.rapat is None:
        return bool(kelola_struktur(user))
    return bool(kelola_rapat(user, dokumen.rapat))


lihat_rapat = lihat_semua_rapat | pemegang(
    Peran.ANGGOTA_POKJA,
    Peran.OPD_OPERATOR,
    Peran.OPD_KEPALA,
    Peran.BAPPEDA,
    Peran.BAGIAN_HUKUM,
)
"""Members read the meetings to which they or their institution are invited."""

baca_dokumen = lihat_dokumen_pokja | lihat_rapat
"""Who reads the Pokja's documents, or a meeting, opens the files made of it."""


@rules.predicate
def laporkan_tindak_lanjut(user: Any, tindak_lanjut: Any = None) -> bool:
    """Whoever stands for the institution that owes a follow-up reports on it; no auditor."""
    if not user.has_perm("pokja.lihat_rapat") or not user.peran - {Peran.AUDITOR, Peran.PPDP}:
        return False
    return tindak_lanjut is None or tindak_lanjut.lembaga_id in user.mewakili


periksa_tindak_lanjut = pemegang(*PENGELOLA_RAPAT, Peran.KETUA_WAKIL, Peran.KOORDINATOR_BIDANG)
"""The Sekretariat, Sekretaris, Ketua/Wakil and koordinator say whether evidence is adequate; the
action refuses whoever reported it."""

kelola_akun = pemegang(Peran.ADMIN_AKUN)
"""The account manager makes accounts, proposes roles and ends them."""

lihat_akun = kelola_akun | pemegang(Peran.SEKRETARIS, Peran.KETUA_WAKIL, Peran.PPDP)
"""Those who decide on roles, and the data protection officer, read who holds which."""


@rules.predicate
def putuskan_peran(user: Any, penugasan: Any = None) -> bool:
    """Sekretaris and Ketua/Wakil decide on case roles, never on their own proposal or for
    themselves."""
    if not user.peran & {Peran.SEKRETARIS, Peran.KETUA_WAKIL}:
        return False
    return penugasan is None or user.pk not in (penugasan.pengguna_id, penugasan.diusulkan_oleh_id)


rules.add_perm("pokja.kelola_akun", kelola_akun)
rules.add_perm("pokja.lihat_akun", lihat_akun)
rules.add_perm("pokja.putuskan_peran", putuskan_peran)
rules.add_perm("pokja.kelola_peristiwa", kelola_peristiwa)
rules.add_perm("pokja.lihat_peristiwa", lihat_peristiwa)
rules.add_perm("pokja.kelola_potensi", kelola_potensi)
rules.add_perm("pokja.lihat_intelijen", lihat_intelijen)
rules.add_perm("pokja.lihat_potensi", lihat_potensi)
rules.add_perm("pokja.lapor_dini", lapor_dini)
rules.add_perm("pokja.hanya_lapor_dini", hanya_lapor_dini)
rules.add_perm("pokja.verifikasi_laporan", verifikasi_laporan)
rules.add_perm("pokja.lihat_konflik", lihat_konflik)
rules.add_perm("pokja.kelola_keadaan", kelola_keadaan)
rules.add_perm("pokja.kelola_bobot", kelola_bobot)
rules.add_perm("pokja.lihat_struktur", lihat_struktur)
rules.add_perm("pokja.kelola_struktur", kelola_struktur)
rules.add_perm("pokja.lihat_jejaring", lihat_jejaring)
rules.add_perm("pokja.lihat_kontak", lihat_kontak)
rules.add_perm("pokja.lihat_dokumen", lihat_dokumen_pokja)
rules.add_perm("pokja.baca_dokumen", baca_dokumen)
rules.add_perm("pokja.buat_dokumen", buat_dokumen)
rules.add_perm("pokja.kelola_rapat", kelola_rapat)
rules.add_perm("pokja.sahkan_notula", sahkan_notula)
rules.add_perm("pokja.lihat_semua_rapat", lihat_semua_rapat)
rules.add_perm("pokja.lihat_rapat", lihat_rapat)
rules.add_perm("pokja.laporkan_tindak_lanjut", laporkan_tindak_lanjut)
rules.add_perm("pokja.periksa_tindak_lanjut", periksa_tindak_lanjut)
rules.add_perm("pokja.ubah_daerah", ubah_daerah)
