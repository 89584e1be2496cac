"""Photographs as evidence: looked at, made small, and freed of what the camera wrote into them."""

import io

from django.core.exceptions import ValidationError

from p3aks.core.uploads import MIB

UKURAN_FOTO = 15 * MIB
SISI = 2000  # pixels of the longer side: enough to read a signed list
TITIK = 60_000_000
RUSAK = "Berkas ini tidak dapat dibuka sebagai foto. Ambil ulang fotonya, lalu unggah kembali."


def bersihkan_foto(isi: bytes) -> bytes:
    """Return the JPEG or PNG photograph *isi* as a JPEG of at most 2000 pixels, upright, without
    place, time and camera. ValidationError says why it is refused."""
    from PIL import Image, ImageOps  # noqa: PLC0415  a large library that few requests need

    if len(isi) > UKURAN_FOTO:
        raise ValidationError("Foto ini lebih besar dari 15 MB.")
    try:
        with Image.open(io.BytesIO(isi), formats=("JPEG", "PNG")) as foto:
            if foto.width * foto.height > TITIK:  # before a single pixel is unpacked
                raise ValidationError("Foto ini terlalu besar. Kecilkan dahulu.")
            tegak = ImageOps.exif_transpose(foto).convert("RGB")
    except ValidationError:
        raise
    except Exception as galat:  # a decoder fails in many ways on broken or hostile files
        raise ValidationError(RUSAK) from galat
    tegak.thumbnail((SISI, SISI))
    # A fresh image: nothing of the file but its pixels.
    polos = Image.new("RGB", tegak.size)
    polos.paste(tegak)
    keluar = io.BytesIO()
    polos.save(keluar, "JPEG", quality=82, optimize=True)
    return keluar.getvalue()
