"""Case roles take two people and a day; nobody runs the system and reads cases (T3, T4, T5)."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.actions import beri_peran, peran
from pokja.enums import PERAN_KASUS, Peran
from pokja.models import Pengguna, Penugasan


@pytest.fixture
def ketua(orang, lembaga):
    """Ketua Pokja with an address."""
    user = orang("ketua", Peran.KETUA_WAKIL, lembaga=lembaga("Setda"))
    user.email = "ketua@contoh.go.id"
    user.save()
    return user


@pytest.fixture
def maya(dinsos):
    """A real account (not demo) without a role."""
    return Pengguna.objects.create_user("maya", "sandi-yang-cukup-panjang", nama="Maya")


def usul(by, user, unit, apa=Peran.MANAJER_KASUS):
    return peran.usulkan_peran(by=by, user=user, peran=apa, lembaga=unit, dasar="SK 1")


def test_t3_case_role_needs_a_second_person_and_a_day(pengelola, ketua, maya, dinsos):
    baru = usul(pengelola, maya, dinsos)
    assert baru.menunggu
    assert not Pengguna.objects.get(pk=maya.pk).peran
    peran.setujui_peran(by=ketua, penugasan=baru)
    assert not Pengguna.objects.get(pk=maya.pk).peran, "berlaku sebelum 24 jam"
    with time_machine.travel(timezone.now() + dt.timedelta(hours=24, minutes=1)):
        assert Pengguna.objects.get(pk=maya.pk).peran == {Peran.MANAJER_KASUS}
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(maya)).order_by("nomor")
    assert [(j.peristiwa, j.oleh_id) for j in jejak] == [
        ("pengguna.diusulkan_peran", str(pengelola.pk)),
        ("pengguna.peran_disetujui", str(ketua.pk)),
    ]


def test_t3_nobody_gives_themselves_a_role(pengelola, ketua, dinsos):
    with pytest.raises(ValidationError):
        usul(pengelola, pengelola, dinsos, Peran.SEKRETARIAT)
    untuk_ketua = usul(pengelola, ketua, dinsos)
    with pytest.raises(PermissionDenied):
        peran.setujui_peran(by=ketua, penugasan=untuk_ketua)


def test_t3_proposer_does_not_decide(orang, pengelola, maya, dinsos):
    rangkap = orang("rangkap", Peran.ADMIN_AKUN, lembaga=dinsos)
    Penugasan.objects.create(
        pengguna=rangkap, peran=Peran.SEKRETARIS, mulai=dt.date(2020, 1, 1), dasar="SK"
    )
    baru = usul(rangkap, maya, dinsos)
    with pytest.raises(PermissionDenied):
        peran.setujui_peran(by=rangkap, penugasan=baru)


@pytest.mark.parametrize("kasus", sorted(PERAN_KASUS))
@pytest.mark.parametrize("sistem", [Peran.SUPERADMIN_TEKNIS, Peran.ADMIN_AKUN])
def test_t3_running_the_system_excludes_every_case_role(orang, dinsos, sistem, kasus):
    admin = orang("admin", sistem, lembaga=dinsos)
    with pytest.raises(ValidationError):
        beri_peran(user=admin, peran=kasus, dasar="SK", lembaga=dinsos)
    petugas = orang("petugas", kasus, lembaga=dinsos)
    with pytest.raises(ValidationError):
        beri_peran(user=petugas, peran=sistem, dasar="SK")


def test_auditor_does_not_write(orang, dinsos):
    auditor = orang("auditor", Peran.AUDITOR, lembaga=dinsos)
    with pytest.raises(ValidationError):
        beri_peran(user=auditor, peran=Peran.SEKRETARIAT, dasar="SK")


def test_t4_ketua_and_ppdp_are_told_without_a_name(
    pengelola, ketua, maya, dinsos, django_capture_on_commit_callbacks
):
    baru = usul(pengelola, maya, dinsos)
    with django_capture_on_commit_callbacks(execute=True):
        peran.setujui_peran(by=ketua, penugasan=baru)
    assert [m.to for m in mail.outbox] == [["ketua@contoh.go.id"]]
    assert "Maya" not in mail.outbox[0].subject + mail.outbox[0].body


def test_two_deciders_one_wins(pengelola, ketua, orang, maya, dinsos):
    lain = orang("lain", Peran.SEKRETARIS, lembaga=dinsos)
    baru = usul(pengelola, maya, dinsos)
    peran.setujui_peran(by=ketua, penugasan=baru)
    with pytest.raises(peran.SudahDiputuskan):
        peran.tolak_peran(by=lain, penugasan=baru)


def test_t5_ended_role_is_gone_at_the_next_request(pengelola, orang, dinsos, masuk):
    petugas = orang("petugas", Peran.SEKRETARIAT, lembaga=dinsos)
    peran.akhiri_peran(by=pengelola, user=petugas, peran=Peran.SEKRETARIAT)
    assert masuk(petugas).get(reverse("rad:telaah")).status_code == 403


class TestHalaman:
    def test_propose_and_decide_in_the_browser(self, pengelola, ketua, maya, dinsos, masuk):
        client = masuk(pengelola)
        jawaban = client.post(
            reverse("pokja:peran_usulkan", args=[maya.pk]),
            {"peran": "manajer_kasus", "lembaga": dinsos.pk, "dasar": "SK 7"},
        )
        assert jawaban.status_code == 302
        baru = Penugasan.objects.get(pengguna=maya)
        client = masuk(ketua)
        assert "Maya" in client.get(reverse("pokja:akun_daftar")).content.decode()
        client.post(reverse("pokja:peran_setujui", args=[baru.pk]))
        baru.refresh_from_db()
        assert baru.disetujui_oleh == ketua

    def test_what_is_missing_stands_beside_the_field(self, pengelola, maya, masuk):
        jawaban = masuk(pengelola).post(
            reverse("pokja:peran_usulkan", args=[maya.pk]), {"peran": "patbm", "dasar": "SK 7"}
        )
        assert jawaban.status_code == 422
        assert "Peran ini memerlukannya" in jawaban.content.decode()
        assert "SK 7" in jawaban.content.decode()

    def test_new_account_sets_its_own_password_by_mail(self, pengelola, dinsos, masuk):
        masuk(pengelola).post(
            reverse("pokja:akun_baru"),
            {"nama": "Lilis", "username": "lilis", "email": "lilis@contoh.go.id",
             "lembaga": dinsos.pk},
        )  # fmt: skip
        lilis = Pengguna.objects.get(username="lilis")
        assert not lilis.has_usable_password()
        assert [m.to for m in mail.outbox] == [["lilis@contoh.go.id"]]
        assert "/masuk/sandi/lupa/" in mail.outbox[0].body

    def test_queries_do_not_grow_with_people(
        self, pengelola, orang, dinsos, masuk, django_assert_max_num_queries
    ):
        client = masuk(pengelola)
        for n in range(6):
            orang(f"orang{n}", Peran.PENDAMPING, lembaga=dinsos)
        with django_assert_max_num_queries(16):
            client.get(reverse("pokja:akun_daftar"))
