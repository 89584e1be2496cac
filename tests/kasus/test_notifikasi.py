"""Notices are neutral, reach whom they may reach, and vanish with the right to know (T6, T21)."""

import pytest
from django.core import mail
from django.urls import reverse

from kasus.actions.notifikasi import (
    ISI,
    SUBJEK,
    TEKS,
    beri_tahu,
    jumlah_belum_dibaca,
    penanggung_jawab,
    tim,
)
from kasus.enums_akses import PeranTim, TingkatKasus
from kasus.models import LaranganAkses, NotifikasiKasus
from kasus.models.pelindungan import UNTUK_ORANG_LUAR
from pokja.enums import Peran

pytestmark = pytest.mark.django_db
DAFTAR = "kasus:notifikasi"


@pytest.fixture
def buat_kasus(buat_kasus):
    """Make a case as everywhere, without the notices that come of its own clocks."""

    def buat(*args, **isian):
        kasus = buat_kasus(*args, **isian)
        NotifikasiKasus.objects.sistem("uji").delete()
        return kasus

    return buat


def larang(kasus, pengguna, oleh):
    LaranganAkses.objects.sistem("uji").create(
        kasus=kasus, pengguna=pengguna, alasan="Kerabat terlapor", oleh=oleh
    )


def test_pemberitahuan_hanya_kode_dan_jenis(masuk, manajer, pendamping, buat_kasus, masukkan_tim):
    kasus = buat_kasus(kronologi="Cerita yang tidak boleh keluar")
    masukkan_tim(kasus, pendamping)
    assert beri_tahu(kasus, kasus.kode, "tahap", [pendamping, manajer], by=manajer) == 1
    isi = masuk(pendamping).get(reverse(DAFTAR)).content.decode()
    assert f"Ada pembaruan pada {kasus.kode}: tahap kasus berubah" in isi
    assert reverse("kasus:detail", args=[kasus.pk]) in isi
    assert "Cerita yang tidak boleh keluar" not in isi
    assert jumlah_belum_dibaca(pendamping) == 1
    assert jumlah_belum_dibaca(manajer) == 0, "yang berbuat tidak diberi tahu"


def test_surat_tidak_menyebut_apa_pun(manajer, buat_kasus, django_capture_on_commit_callbacks):
    kasus = buat_kasus()
    manajer.email = "manajer@contoh.id"
    manajer.save()
    with django_capture_on_commit_callbacks(execute=True):
        beri_tahu(kasus, kasus.kode, "rujukan_jawaban", [manajer])
    (surat,) = mail.outbox
    assert (surat.subject, surat.body, surat.to) == (SUBJEK, ISI, ["manajer@contoh.id"])
    assert kasus.kode not in str(surat.message())


def test_tanpa_alamat_tanpa_surat(manajer, buat_kasus, django_capture_on_commit_callbacks):
    kasus = buat_kasus()
    with django_capture_on_commit_callbacks(execute=True):
        beri_tahu(kasus, kasus.kode, "tahap", [manajer])
    assert mail.outbox == []


def test_yang_dilarang_tidak_diberi_tahu(manajer, pendamping, buat_kasus, masukkan_tim):
    kasus = buat_kasus()
    masukkan_tim(kasus, pendamping)
    larang(kasus, pendamping, manajer)
    for jenis in TEKS:
        assert beri_tahu(kasus, "R-1", jenis, [pendamping]) == 0
    assert NotifikasiKasus.objects.sistem("uji").count() == 0


def test_dilarang_kemudian_pemberitahuannya_hilang(masuk, manajer, pendamping, buat_kasus):
    kasus = buat_kasus()
    beri_tahu(kasus, kasus.kode, "tahap", [pendamping])
    larang(kasus, pendamping, manajer)
    assert jumlah_belum_dibaca(pendamping) == 0
    assert kasus.kode not in masuk(pendamping).get(reverse(DAFTAR)).content.decode()


def test_kasus_tersegel_hanya_kepada_timnya(manajer, pendamping, supervisor, buat_kasus, ppdp):
    kasus = buat_kasus(3)
    assert kasus.tingkat == TingkatKasus.K3
    semua = [manajer, pendamping, supervisor, ppdp]
    assert beri_tahu(kasus, kasus.kode, "tahap", semua) == 1
    assert beri_tahu(kasus, kasus.kode, "segel_dibuka", [ppdp]) == 1
    assert jumlah_belum_dibaca(manajer) == 1
    assert jumlah_belum_dibaca(supervisor) == 0


def test_disegel_kemudian_hilang_dari_yang_bukan_tim(masuk, supervisor, buat_kasus):
    kasus = buat_kasus()
    beri_tahu(kasus, kasus.kode, "tahap", [supervisor])
    assert jumlah_belum_dibaca(supervisor) == 1
    kasus.tingkat = TingkatKasus.K3
    kasus.save()
    assert jumlah_belum_dibaca(supervisor) == 0
    assert kasus.kode not in masuk(supervisor).get(reverse(DAFTAR)).content.decode()


def test_pengelola_sistem_dan_mantan_tidak_diberi_tahu(orang, dinsos, mantan, buat_kasus):
    admin = orang("admin", Peran.ADMIN_AKUN, lembaga=dinsos)
    kasus = buat_kasus()
    assert beri_tahu(kasus, kasus.kode, "tahap", [admin, mantan]) == 0


def test_yang_belum_dibaca_tidak_ditumpuk(manajer, pendamping, buat_kasus):
    kasus = buat_kasus()
    assert beri_tahu(kasus, kasus.kode, "tahap", [pendamping]) == 1
    assert beri_tahu(kasus, kasus.kode, "tahap", [pendamping]) == 0
    assert beri_tahu(kasus, kasus.kode, "terminasi_diajukan", [pendamping]) == 1
    NotifikasiKasus.objects.untuk(pendamping).update(dibaca_pada=kasus.dibuat_pada)
    assert beri_tahu(kasus, kasus.kode, "tahap", [pendamping]) == 1


def test_jenis_yang_tidak_dikenal_ditolak(manajer):
    with pytest.raises(ValueError, match="tidak dikenal"):
        beri_tahu(None, "K-1", "kabar", [manajer])
    assert set(TEKS) >= UNTUK_ORANG_LUAR
    assert all(len(jenis) <= 20 for jenis in TEKS)


def test_menandai_dibaca_hanya_milik_sendiri(masuk, manajer, pendamping, buat_kasus):
    kasus = buat_kasus()
    beri_tahu(kasus, kasus.kode, "tahap", [manajer, pendamping])
    beri_tahu(kasus, kasus.kode, "verifikasi", [pendamping])
    punya_manajer = NotifikasiKasus.objects.untuk(manajer).get()
    satu = NotifikasiKasus.objects.untuk(pendamping).get(jenis="tahap")
    client = masuk(pendamping)
    client.post(reverse("kasus:notifikasi_baca"), {"pk": punya_manajer.pk})
    assert jumlah_belum_dibaca(manajer) == 1
    assert client.post(reverse("kasus:notifikasi_baca"), {"pk": satu.pk}).status_code == 302
    assert jumlah_belum_dibaca(pendamping) == 1
    client.post(reverse("kasus:notifikasi_baca"))
    assert jumlah_belum_dibaca(pendamping) == 0
    assert client.post(reverse("kasus:notifikasi_baca"), {"pk": "bukan"}).status_code == 404


def test_penanggung_jawab(manajer, supervisor, pendamping, orang, dinsos, buat_kasus, masukkan_tim):
    rekan = orang("rekan", Peran.MANAJER_KASUS, lembaga=dinsos)
    satu = buat_kasus()
    masukkan_tim(satu, pendamping)
    assert set(penanggung_jawab(satu)) == {manajer, supervisor}
    assert set(tim(satu)) == {manajer, pendamping}
    segel = buat_kasus(3)
    assert set(penanggung_jawab(segel)) == {manajer}
    tanpa = buat_kasus()
    tanpa.tim.update(peran=PeranTim.PENDAMPING)
    assert set(penanggung_jawab(tanpa)) == {manajer, rekan, supervisor}


def test_siapa_boleh_membuka(masuk, orang, dinsos, mantan, mitra, manajer):
    admin = orang("admin", Peran.SUPERADMIN_TEKNIS, lembaga=dinsos)
    for user, status in ((manajer, 200), (mitra, 200), (admin, 403), (mantan, 403)):
        assert masuk(user).get(reverse(DAFTAR)).status_code == status


def test_jumlah_kueri_tetap(masuk, manajer, buat_kasus, django_assert_max_num_queries):
    client = masuk(manajer)
    for _ in range(4):
        kasus = buat_kasus()
        beri_tahu(kasus, kasus.kode, "tahap", [manajer])
    with django_assert_max_num_queries(12):
        client.get(reverse(DAFTAR))
