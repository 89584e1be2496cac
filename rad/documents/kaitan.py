"""Follow-ups of meetings seen from the plan: what links them, and which actions may be linked."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from pokja.kaitan import Bagian, Kaitan
from pokja.models import Pengguna, TindakLanjut
from rad.models import Aksi, KaitanTindakLanjut


def calon(user: Pengguna, tindak_lanjut: TindakLanjut) -> QuerySet[Aksi]:
    """Return the actions that may carry *tindak_lanjut* out: those in which the institution that
    owes it has a part, and which are not linked yet."""
    lembaga = tindak_lanjut.lembaga_id
    milik = Aksi.objects.untuk(user).berlaku()
    milik = milik.filter(Q(penanggung_jawab=lembaga) | Q(pendukung=lembaga))
    sudah = KaitanTindakLanjut.objects.filter(tindak_lanjut=tindak_lanjut)
    return milik.exclude(pk__in=sudah.values("aksi")).distinct().order_by("-rad__mulai", "urutan")


def bagian(user: Pengguna, tindak_lanjut: TindakLanjut) -> Bagian:
    """Return what the page of *tindak_lanjut* shows of the plan. One query."""
    boleh = user.has_perm("rad.kaitkan", tindak_lanjut)
    semua = KaitanTindakLanjut.objects.untuk(user).filter(tindak_lanjut=tindak_lanjut)
    return Bagian(
        "Aksi RAD",
        [
            Kaitan(
                k.aksi.uraian,
                reverse("rad:aksi_detail", args=[k.aksi_id]),
                reverse("rad:kaitan_lepas", args=[k.pk]) if boleh else "",
            )
            for k in semua.select_related("aksi")
        ],
        reverse("rad:kaitan", args=[tindak_lanjut.pk]) if boleh else "",
    )
