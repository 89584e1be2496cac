import os, pytest
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
from django.urls import reverse
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
from tests.rad.test_impor_contoh import *
from tests.rad.bahan_impor import baris, buku
from rad.actions import impor as ai
def test_gambar(live_server, rad, sekretariat, lembaga_tuban, client, settings, orang):
    settings.DEBUG=False
    opd = sekretariat
    r=(CONTOH/BERSIH).read_bytes(); h=periksa(BERSIH,r,rad=rad,user=opd)
    i=ai.unggah(by=opd,rad=rad,nama=BERSIH,isi=r,hasil=h.data())
    # simpan beberapa saja
    i.hasil["aksi"]=i.hasil["aksi"][:6]; i.save(); ai.terapkan(by=opd,impor=i)
    a=rad.aksi.order_by("urutan").first(); a.lokasi="12 kecamatan"; a.save()
    client.force_login(opd,"allauth.account.auth_backends.AuthenticationBackend")
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium",args=["--no-sandbox"])
        c=b.new_context(viewport={"width":1280,"height":900}); c.add_cookies([{"name":"sesi","value":client.cookies["sesi"].value,"url":live_server.url}])
        pg=c.new_page(); pg.goto(live_server.url+reverse("rad:impor",args=[rad.pk])); pg.screenshot(path="/tmp/impor1.png")
        print(Axe().run(pg).generate_report()[:1500])
        pg.set_input_files("input[type=file]", str(CONTOH/KOTOR)); pg.click("text=Periksa berkas"); pg.wait_for_url("**/impor/**")
        pg.screenshot(path="/tmp/impor2.png",full_page=True); print(Axe().run(pg).generate_report()[:1500])
        pg.set_viewport_size({"width":360,"height":780}); pg.screenshot(path="/tmp/impor3.png"); print(pg.evaluate("document.documentElement.scrollWidth"))
        pg.goto(live_server.url+reverse("rad:impor",args=[rad.pk])); print(pg.evaluate("document.documentElement.scrollWidth"))
        b.close()
