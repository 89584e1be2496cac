"""The Tuban workshop, replayed from its published account through the real actions."""

from django.urls import reverse

from pokja.documents import hadirin
from pokja.models import Pengguna, Rapat, TindakLanjut


def test_dua_hari_tiga_sesi_enam_belas_undangan(tuban_2021):
    sesi = list(tuban_2021.sesi.all())
    assert [s.pukul for s in sesi] == [
        "Kamis, 27 Mei 2021, pukul 09.00–12.00 WIB",
        "Kamis, 27 Mei 2021, pukul 13.00–16.00 WIB",
        "Jumat, 28 Mei 2021, pukul 09.00–15.00 WIB",
    ]
    jumlah = hadirin.hitung(tuban_2021)
    assert (jumlah.diundang, jumlah.hadir) == (16, 16)


def test_empat_catatan_penting_menjadi_keputusan_dengan_tindak_lanjut(tuban_2021):
    keputusan = list(tuban_2021.keputusan.all())
    assert tuban_2021.status == "FINAL"
    assert len(keputusan) == 5  # the structure, and the four important notes
    assert keputusan[0].isi.startswith("Ketua Pokja: Sekretaris Daerah")
    assert all(k.tindak_lanjut.count() == 1 for k in keputusan)


def test_halaman_rapat_final_menampilkan_tindak_lanjut_saat_itu(tuban_2021, client):
    """Also where the first item of its agenda carries those of an earlier meeting."""
    client.force_login(
        Pengguna.objects.get(username="sekretaris"),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    final = Rapat.objects.filter(status="FINAL", agenda__lanjutan=True).get()
    beku = final.agenda.get(lanjutan=True).salinan
    for nama in ("pokja:rapat", "pokja:rapat_notula"):
        halaman = client.get(reverse(nama, args=[final.pk]))
        assert beku[0]["uraian"] in halaman.text


def test_yang_belum_selesai_terbawa_ke_rapat_berikutnya(tuban_2021):
    depan = Rapat.objects.get(status="UNDANGAN")
    assert depan.agenda.first().lanjutan
    terbuka = TindakLanjut.objects.terbuka()
    assert terbuka.filter(keputusan__rapat=tuban_2021).get().uraian.startswith("Susun SOP")
    assert terbuka.exclude(keputusan__rapat=tuban_2021).count() == 2
