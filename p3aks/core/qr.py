"""QR codes, as SVG pictures."""

import base64
import io

import qrcode
import qrcode.image.svg


def kode_qr(alamat: str) -> dict[str, str] | None:
    """Return ``{alamat, gambar}`` for a template: the address and its QR code as a ``data:``
    address of an SVG picture. None without an address: a draft carries no code."""
    if not alamat:
        return None
    kode = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    kode.add_data(alamat)
    keluaran = io.BytesIO()
    kode.make_image(image_factory=qrcode.image.svg.SvgPathImage).save(keluaran)
    gambar = "data:image/svg+xml;base64," + base64.b64encode(keluaran.getvalue()).decode()
    return {"alamat": alamat, "gambar": gambar}
