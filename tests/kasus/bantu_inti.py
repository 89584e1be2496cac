"""Cases for tests, made the way people make them: through the intake form and the actions."""

import re
from html import unescape
from uuid import uuid4

from django.contrib.messages import get_messages
from django.urls import reverse

from kasus.models import Kasus
from p3aks.core.audit import JejakAudit, rantai_dari

# Synthetic: the region code of this NIK does not exist.
NIK = "9999014101900001"


def url(nama, *args):
    """The address of a page of the case app; objects stand for their id."""
    return reverse(f"kasus:{nama}", args=[getattr(a, "pk", a) for a in args])


def teks(jawaban):
    """What the page says, without tags' entities."""
    return unescape(jawaban.content.decode())


def pesan(jawaban):
    """The messages of a response."""
    return " ".join(str(m) for m in get_messages(jawaban.wsgi_request))


def jejak(objek):
    """The events on an object's chain, oldest first."""
    return list(
        JejakAudit.objects.filter(rantai=rantai_dari(objek)).values_list("peristiwa", "rincian")
    )


def peristiwa(objek):
    """The names of the events on an object's chain."""
    return [p for p, _ in jejak(objek)]


def segar(objek):
    """The row as it is now."""
    return type(objek).objects.sistem("uji").get(pk=objek.pk)


def kiriman(unit, **ubah):
    """What a browser sends for a filled-in intake; ``None`` leaves a field out."""
    data = {
        "unit": str(unit.pk),
        "saluran": "LANGSUNG",
        "tanggal_lapor": "20 November 2025 09.30",
        "kejadian": "18 November 2025",
        "kronologi": "Korban A ditampar Terlapor X di teras.",
        "korban-kelamin": "P",
        "korban-usia": "30",
        "korban-tempat": "RUMAH_TANGGA",
        "korban-bentuk": ["FISIK", "PSIKIS"],
        "korban-disabilitas": "NA",
        "korban-kanal_aman": "TIDAK",
        "id-korban-nama": "Sri DEMO Rahayu",
        "terlapor-jabatan": "BUKAN",
        "kunci": str(uuid4()),
    }
    data.update(ubah)
    return {k: v for k, v in data.items() if v is not None}


def lapor(client, unit, **ubah):
    """Send an intake and return the case; fails unless it was saved."""
    jawaban = client.post(url("baru"), kiriman(unit, **ubah))
    assert jawaban.status_code == 302, salah(jawaban)
    return Kasus.objects.sistem("uji").get(pk=jawaban.url.split("/")[-2])


def salah(jawaban):
    """The summary of errors on a page."""
    return re.findall(r'<div class="galat".*?</div>', teks(jawaban), re.DOTALL)
