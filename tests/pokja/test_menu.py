"""Which entry of the menu stands for a page."""

import pytest

from pokja.context import _di_sini

MENU = ["/", "/rad/", "/rad/telaah/", "/kasus/insiden/", "/pokja/", "/pokja/akun/"]


@pytest.mark.parametrize(
    ("jalur", "harapan"),
    [
        ("/", "/"),
        ("/rad/", "/rad/"),
        ("/rad/telaah/x/", "/rad/telaah/"),
        ("/pokja/jejaring/", "/pokja/"),
        ("/pokja/akun/baru/", "/pokja/akun/"),
        ("/kasus/jejak/x/", "/kasus/insiden/"),
        ("/publik/", ""),
        ("/akun/2fa/", ""),
    ],
)
def test_butir_menu_halaman(jalur, harapan):
    assert _di_sini(jalur, MENU) == harapan
    assert _di_sini(jalur, []) == ""
