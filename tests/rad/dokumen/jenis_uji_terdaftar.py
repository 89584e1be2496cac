"""For ``celery worker -I``: registers the test kinds in a worker process."""

from tests.rad.dokumen import jenis_uji

jenis_uji.daftarkan()
