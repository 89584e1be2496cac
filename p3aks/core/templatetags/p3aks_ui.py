"""Template tags for the parts every page is made of (gallery: templates/components/index.html).

The tags know words and shapes, never a table: a state is drawn from the value it is stored under.
"""

from collections.abc import Iterable, Mapping

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

#: Shape (CSS class) -> the stored states drawn with it. Colour is never the only sign: every shape
#: differs in form, and the word always stands beside it.
BENTUK_STATUS: Mapping[str, tuple[str, ...]] = {
    "draf": ("draf", "rancangan", "rencana", "penyusunan", "antre"),
    "diajukan": (
        "diajukan",
        "dikirim",
        "dilaporkan",
        "harmonisasi",
        "fasilitasi",
        "undangan",
        "berlangsung",
        "notula",
        "jalan",
        "menunggu",
        "pratinjau",
    ),
    "dikembalikan": ("dikembalikan", "ditolak", "gagal"),
    "disetujui": ("disetujui", "diterima", "disimpan", "selesai", "final", "berlaku"),
    "ditetapkan": ("ditetapkan", "diundangkan"),
    "dibatalkan": (
        "dibatalkan",
        "batal",
        "ditarik",
        "berakhir",
        "dicabut",
        "dibuang",
        "digantikan",
    ),
    **{warna: (warna,) for warna in ("hijau", "kuning", "merah")},
}
_BENTUK = {nilai: bentuk for bentuk, kumpulan in BENTUK_STATUS.items() for nilai in kumpulan}

# First match wins: Edge and Opera also call themselves Chrome, and all of them Safari.
_PERAMBAN = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)

LEBAR_KOMPOSISI = 1000  # units of the viewBox, not pixels


@register.inclusion_tag("components/status.html")
def status(nilai: str, label: str = "", bentuk: str = "") -> dict[str, str]:
    """Draw a state as a shape and a word.

    Args:
        nilai: the stored value ("diajukan") or a TextChoices member.
        label: the word shown; default is the member's label or the value in sentence case.
        bentuk: one of the keys of BENTUK_STATUS, for states this module does not know. Unknown
            states without it are drawn as "draf", the neutral empty ring.
    """
    kunci = str(getattr(nilai, "value", nilai)).lower()
    kata = label or getattr(nilai, "label", "") or kunci.replace("_", " ").capitalize()
    return {"bentuk": bentuk or _BENTUK.get(kunci, "draf"), "label": str(kata)}


@register.simple_tag
def bidang(nilai: str, label: str = "") -> SafeString:
    """Draw one of the three bidang of Perpres 18/2014 as a bar and a word.

    `nilai` is the stored value ("pencegahan") or a TextChoices member.
    """
    kunci = str(getattr(nilai, "value", nilai)).lower()
    kata = label or getattr(nilai, "label", "") or kunci.replace("_", " ").capitalize()
    return format_html('<span class="bidang b-{}">{}</span>', kunci, kata)


@register.inclusion_tag("components/komposisi.html")
def komposisi(bagian: Iterable[tuple[str, int]]) -> dict[str, object]:
    """Draw how a whole is divided over states: a bar and, underneath, the same in words.

    `bagian` is pairs of stored state (or TextChoices member) and count; zero counts are left out.
    The bar is SVG because the Content-Security-Policy allows no inline width.
    """
    ada = [(status(nilai), jumlah) for nilai, jumlah in bagian if jumlah]
    total = sum(jumlah for _, jumlah in ada)
    potongan, sudah = [], 0
    for gambar, jumlah in ada:
        # Edges, not widths, are rounded, so that the pieces always fill the bar exactly.
        awal = sudah * LEBAR_KOMPOSISI // total
        sudah += jumlah
        akhir = sudah * LEBAR_KOMPOSISI // total
        potongan.append({**gambar, "jumlah": jumlah, "x": awal, "lebar": akhir - awal})
    return {"potongan": potongan, "lebar": LEBAR_KOMPOSISI}


@register.simple_tag(takes_context=True)
def tautan_menu(context: RequestContext, nama_url: str, label: str, *args: object) -> SafeString:
    """Make a menu item for a URL name, marked aria-current on its own page and below it."""
    url = reverse(nama_url, args=args)
    permintaan: HttpRequest | None = context.get("request")
    di_sini = permintaan is not None and permintaan.path.startswith(url)
    tanda = SafeString(' aria-current="page"' if di_sini else "")
    return format_html('<li><a href="{}"{}>{}</a></li>', url, tanda, label)


@register.simple_tag(takes_context=True)
def ganti_kueri(context: RequestContext, **ganti: object) -> str:
    """Give the present query string with some keys replaced; None or "" removes a key.

    For page and sort links that must keep the filters: `<a href="{% ganti_kueri halaman=2 %}">`.
    """
    kueri = context["request"].GET.copy()
    for kunci, nilai in ganti.items():
        if nilai in (None, ""):
            kueri.pop(kunci, None)
        else:
            kueri[kunci] = str(nilai)
    return f"?{kueri.urlencode()}"


@register.filter
def peramban(user_agent: str) -> str:
    """Name browser and system of a User-Agent header as people know them: "Chrome di Windows"."""
    nama = next((nama for tanda, nama in _PERAMBAN if tanda in user_agent), "Peramban lain")
    sistem = next((nama for tanda, nama in _SISTEM if tanda in user_agent), "")
    return f"{nama} di {sistem}" if sistem else nama
