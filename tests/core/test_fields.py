"""Secret columns: what stands in the database, in lists and in dumps is never the secret."""

import copy
import pickle
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F
from django.forms import ModelForm, Textarea, TextInput
from django.test.utils import CaptureQueriesContext, isolate_apps

from p3aks.core.crypto import GalatKunci, GalatSandi, id_kunci
from p3aks.core.fields import (
    NilaiRahasia,
    RahasiaField,
    RahasiaJSONField,
    kolom_rahasia,
    semua_kolom_rahasia,
)
from tests.core.tabel_uji import buat_tabel, kunci, mentah, model_uji

NAMA = "Siti Contoh"
NIK = "9923014107900001"


@pytest.fixture
def uji(db):
    """The models, with their tables."""
    with model_uji() as model:
        buat_tabel(model.Orang, model.Lain)
        yield model


@pytest.fixture
def siti(uji):
    """A stored row."""
    return uji.Orang.objects.create(
        nama=NAMA, nik=NIK, cerita="Cerita panjang", data={"anak": ["Budi"]}, terbuka="x"
    )


def segar(objek):
    return type(objek).objects.get(pk=objek.pk)


# --- what is stored -------------------------------------------------------------------------------


def test_basis_data_tidak_pernah_melihat_isinya(uji):
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        satu = uji.Orang.objects.create(nama=NAMA, nik=NIK, data={"anak": ["Budi"]})
        satu.nama = "Siti Baru"
        satu.save()
        uji.Orang.objects.bulk_create([uji.Orang(nama=NAMA, nik=NIK)])
    sql = " ".join(k["sql"] for k in kueri.captured_queries)

    assert not [kata for kata in ("Siti", NIK, "Budi", "anak") if kata in sql]
    assert mentah(uji.Orang, "nama", satu.pk).startswith("r1.v1.")
    assert segar(satu).nama == "Siti Baru"


def test_nilai_kembali_utuh_lewat_setiap_cara_menyimpan(uji):
    satu = uji.Orang(nama=NAMA)
    satu.save()
    dua, tiga = uji.Orang.objects.bulk_create([uji.Orang(nama="A"), uji.Orang(nama="B")])
    empat, _ = uji.Orang.objects.update_or_create(pk=satu.pk, defaults={"nik": NIK})

    assert [segar(o).nama for o in (satu, dua, tiga)] == [NAMA, "A", "B"]
    assert segar(empat).nik == NIK
    assert satu.nama == NAMA


def test_kosong_dan_null_disimpan_apa_adanya(uji):
    satu = uji.Orang.objects.create()

    assert (segar(satu).nama, segar(satu).nik, segar(satu).data) == ("", None, {})
    assert mentah(uji.Orang, "nama", satu.pk) == ""
    assert mentah(uji.Orang, "nik", satu.pk) is None
    assert uji.Orang.objects.filter(nama="", nik=None, nik__isnull=True, data={}).count() == 1


def test_mengosongkan_dan_mengisi_lagi(siti):
    siti.nama, siti.nik, siti.data = "", None, []
    siti.save()

    assert (segar(siti).nama, segar(siti).nik, segar(siti).data) == ("", None, [])
    siti.nama = NAMA
    siti.save(update_fields=["nama"])
    assert segar(siti).nama == NAMA


# --- bound to its place ---------------------------------------------------------------------------


def _tukar(model, kolom: str, pk, token: str) -> None:
    nilai = pk.hex if connection.vendor == "sqlite" else str(pk)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {kolom} = %s WHERE id = %s", [token, nilai]
        )


def test_token_baris_lain_kolom_lain_tabel_lain_tidak_terbuka(uji, siti):
    """Whoever can write to the database cannot show one victim's name on another's page."""
    ani = uji.Orang.objects.create(nama="Ani", nik="1")
    lain = uji.Lain.objects.create(pk=siti.pk, nama="Lain")
    kasus = [
        (uji.Orang, "nama", mentah(uji.Orang, "nama", ani.pk)),
        (uji.Orang, "nama", mentah(uji.Orang, "nik", siti.pk)),
        (uji.Orang, "nama", mentah(uji.Lain, "nama", lain.pk)),
        (uji.Orang, "nama", "teks polos yang diselundupkan"),
    ]
    for model, kolom, token in kasus:
        _tukar(model, kolom, siti.pk, token)
        with pytest.raises(GalatSandi):
            segar(siti).nama  # noqa: B018


def test_salinan_baris_dengan_token_asal_ditolak_bukan_disimpan_rusak(siti):
    salinan = segar(siti)
    salinan.pk = uuid.uuid4()
    with pytest.raises(GalatSandi), transaction.atomic():
        salinan.save()

    salinan = type(siti)(nama=segar(siti).nama, nik=siti.nik)
    salinan.save()
    assert segar(salinan).nama == NAMA


def test_pk_sebagai_teks_adalah_tempat_yang_sama(uji):
    pk = uuid.uuid4()
    uji.Orang(pk=str(pk).upper(), nama=NAMA).save()

    assert uji.Orang.objects.get(pk=pk).nama == NAMA


def test_kolom_yang_diganti_nama_dibaca_dari_tempat_lamanya(uji, siti):
    with isolate_apps("p3aks.core"):

        class Pindah(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            nama_lengkap = RahasiaField(db_column="nama", tempat="uji_orang.nama")

            class Meta:
                app_label = "core"
                db_table = "uji_orang"

            def __str__(self) -> str:
                return str(self.pk)

    assert Pindah.objects.get(pk=siti.pk).nama_lengkap == NAMA
    kolom = Pindah._meta.get_field("nama_lengkap")
    assert kolom.deconstruct()[1:] == (
        "p3aks.core.fields.RahasiaField", [], {"db_column": "nama", "tempat": "uji_orang.nama"},
    )  # fmt: skip
    assert "tempat" not in siti._meta.get_field("nama").deconstruct()[3]


# --- unchanged stays unchanged --------------------------------------------------------------------


def test_nilai_yang_tidak_berubah_tidak_disandikan_lagi(uji, siti):
    lama = [mentah(uji.Orang, k, siti.pk) for k in ("nama", "nik", "data")]
    satu = segar(siti)
    satu.nama, satu.data = str(satu.nama), dict(satu.data)  # what a form does
    satu.full_clean()
    satu.terbuka = "y"
    satu.save()

    assert [mentah(uji.Orang, k, siti.pk) for k in ("nama", "nik", "data")] == lama
    satu.nama = NAMA + "!"
    satu.save()
    assert mentah(uji.Orang, "nama", siti.pk) != lama[0]
    assert mentah(uji.Orang, "nik", siti.pk) == lama[1]


def test_simpan_memindahkan_token_kunci_lama(uji, siti, settings):
    """A row read before the rotation and saved after it must not bring the old key back."""
    satu = segar(siti)
    settings.KUNCI_DATA = [kunci("v2"), *settings.KUNCI_DATA]
    satu.save()

    assert id_kunci(mentah(uji.Orang, "nama", siti.pk)) == "v2"
    assert segar(siti).nama == NAMA


def test_kunci_hilang_tidak_menghapus_nilainya(uji, siti, settings):
    semula = settings.KUNCI_DATA
    token = mentah(uji.Orang, "nama", siti.pk)
    settings.KUNCI_DATA = [kunci("v9")]
    satu = segar(siti)
    satu.terbuka = "y"
    satu.save()
    with pytest.raises(GalatKunci):
        satu.nama  # noqa: B018

    settings.KUNCI_DATA = semula
    assert mentah(uji.Orang, "nama", siti.pk) == token
    assert (segar(siti).nama, segar(siti).terbuka) == (NAMA, "y")


# --- deferred, copied, pickled --------------------------------------------------------------------


def test_kolom_tertunda_dibaca_saat_diminta(uji, siti, django_assert_num_queries):
    satu = uji.Orang.objects.defer("nama").get(pk=siti.pk)
    with django_assert_num_queries(1):
        assert satu.nama == NAMA
        assert satu.nama == NAMA
    dua = uji.Orang.objects.only("terbuka").get(pk=siti.pk)
    lama = mentah(uji.Orang, "nama", siti.pk)
    dua.save()

    assert dua.data == {"anak": ["Budi"]}
    assert mentah(uji.Orang, "nama", siti.pk) == lama


def test_refresh_from_db_membaca_yang_baru(siti):
    satu, dua = segar(siti), segar(siti)
    satu.nama = "Baru"
    satu.save()
    dua.refresh_from_db()

    assert dua.nama == "Baru"


def test_objek_tidak_membawa_isi_ke_luar(siti):
    satu = segar(siti)
    assert satu.nama == NAMA

    acar = pickle.dumps(vars(satu)["nama"])
    for isi in (repr(vars(satu)), repr(acar), str(copy.deepcopy(vars(satu)))):
        assert "Siti" not in isi
        assert NIK not in isi
    satu.nama = pickle.loads(acar)  # noqa: S301
    assert satu.nama == NAMA
    salinan = copy.deepcopy({"nama": vars(satu)["nama"]})
    satu.nama = salinan["nama"]
    assert satu.nama == NAMA
    with pytest.raises(TypeError, match="belum disimpan"):
        pickle.dumps(vars(type(satu)(nama=NAMA))["nama"])


@pytest.mark.parametrize("bentuk", ["json", "xml", "jsonl"])
def test_serialisasi_hanya_token(uji, siti, bentuk):
    isi = serializers.serialize(bentuk, [segar(siti), uji.Orang(nama=NAMA, data={"anak": "Budi"})])

    assert not [k for k in (NAMA, NIK, "Budi", "Cerita") if k in isi]
    assert mentah(uji.Orang, "nama", siti.pk) in isi


def test_values_memberi_pembungkus(uji, siti):
    baris = uji.Orang.objects.values("nama", "data").get()
    nama, data = uji.Orang.objects.values_list("nama", "data").get()

    assert str(baris) == "{'nama': ‹rahasia›, 'data': ‹rahasia›}"
    assert f"{nama} {data}" == "‹rahasia› ‹rahasia›"
    assert uji.Orang._meta.get_field("nama").buka(nama, siti.pk) == NAMA
    assert uji.Orang._meta.get_field("data").buka(baris["data"], siti.pk) == {"anak": ["Budi"]}
    with pytest.raises(GalatSandi):
        uji.Orang._meta.get_field("nama").buka(nama, uuid.uuid4())


# --- no secret reaches SQL ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "saring",
    [
        {"nama": NAMA}, {"nama__iexact": NAMA}, {"nama__contains": "Siti"}, {"nama__in": [NAMA]},
        {"nama__startswith": "S"}, {"nama__gt": "S"}, {"nama__regex": "S.*"}, {"data": {"a": 1}},
        {"nama__range": ("A", "Z")}, {"nama": 5},
    ],
)  # fmt: skip
def test_mencari_dengan_teks_ditolak(uji, siti, saring):
    with CaptureQueriesContext(connection) as kueri, pytest.raises(TypeError):
        list(uji.Orang.objects.filter(**saring))
    assert not kueri.captured_queries


def test_mengubah_lewat_sql_ditolak(uji, siti):
    siti.nama = "Baru"
    for ubah in (
        lambda: uji.Orang.objects.update(nama="Baru"),
        lambda: uji.Orang.objects.update(data={"a": 1}),
        lambda: uji.Orang.objects.bulk_update([siti], ["nama"]),
        lambda: uji.Orang.objects.get_or_create(nama="Baru"),
        lambda: uji.Orang.objects.filter(pk=siti.pk).update(nama=NilaiRahasia(polos="Baru")),
        # Typed by a person who knows the form of a token: still text.
        lambda: uji.Orang.objects.update(nama=mentah(uji.Orang, "nama", siti.pk)),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            ubah()
    assert segar(siti).nama == NAMA


def test_menyimpan_ekspresi_ditolak(siti):
    with pytest.raises(TypeError):
        siti.nama = F("nik")


def test_token_dan_kosong_boleh(uji, siti):
    token = NilaiRahasia(mentah(uji.Orang, "nama", siti.pk))

    assert uji.Orang.objects.filter(pk=siti.pk, nama=token).update(nama=token) == 1
    assert uji.Orang.objects.update(nama="", nik=None) == 1
    assert segar(siti).nama == ""


def test_teks_yang_mirip_token_tetap_teks(uji, siti):
    """What a person types is text, even when it has the form of a token."""
    tiruan = mentah(uji.Orang, "nik", siti.pk)
    siti.cerita = tiruan
    siti.full_clean()
    siti.save()

    assert segar(siti).cerita == tiruan


# --- JSON -----------------------------------------------------------------------------------------


def test_json_selalu_segar_dan_perubahan_di_dalam_tidak_tersimpan(siti):
    satu = segar(siti)
    satu.data["anak"].append("Tono")
    satu.save()
    assert segar(siti).data == {"anak": ["Budi"]}

    isi = satu.data
    isi["anak"].append("Tono")
    satu.data = isi
    isi["anak"].append("sesudah diberikan")
    satu.save()
    assert segar(siti).data == {"anak": ["Budi", "Tono"]}


@pytest.mark.parametrize("nilai", ["teks", 5, True, {1, 2}, object(), {"a": object()}])
def test_json_hanya_dict_dan_list(siti, nilai):
    with pytest.raises(TypeError):
        siti.data = nilai


# --- forms and checks -----------------------------------------------------------------------------


def test_formulir_menampilkan_dan_menyimpan(uji, siti):
    class Formulir(ModelForm):
        class Meta:
            model = uji.Orang
            fields = ("nama", "cerita", "data")

    kosong = Formulir(instance=segar(siti))
    assert kosong.initial["nama"] == NAMA
    assert type(kosong.fields["nama"].widget) is TextInput
    assert type(kosong.fields["cerita"].widget) is Textarea
    terlalu_panjang = Formulir({"nama": "x" * 101, "data": "[1]"}, instance=segar(siti))
    assert list(terlalu_panjang.errors) == ["nama"]
    isian = Formulir({"nama": "Ani", "data": '{"a": [1]}'}, instance=segar(siti))
    isian.save()
    assert (segar(siti).nama, segar(siti).data, segar(siti).nik) == ("Ani", {"a": [1]}, NIK)


def test_batas_panjang_diperiksa_model(uji):
    with pytest.raises(ValidationError, match="100"):
        uji.Orang(nama="x" * 101, nik="1", cerita="").full_clean()


@isolate_apps("p3aks.core")
def test_model_dengan_kunci_berurut_ditolak_pemeriksaan():
    class Berurut(models.Model):
        nama = RahasiaField(db_index=True)

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return str(self.pk)

    pesan = [str(p) for p in Berurut._meta.get_field("nama").check()]
    assert len(pesan) == 2
    with pytest.raises(TypeError, match="kunci utama belum diketahui"):
        Berurut._meta.get_field("nama").pre_save(Berurut(nama="x"), add=True)


def test_daftar_kolom_rahasia(uji):
    assert [k.name for k in kolom_rahasia(uji.Orang)] == ["nama", "nik", "cerita", "data"]
    assert set(semua_kolom_rahasia(uji.daftar)) == {uji.Orang, uji.Lain}
    assert isinstance(kolom_rahasia(uji.Orang)[3], RahasiaJSONField)
    assert uji.Orang not in semua_kolom_rahasia()
