"""Body of the ready-made draft, chapters V to IX: a starting text, not a legal opinion.

The norms cite no article of a rule whose text was not read. Names in brackets are filled in by
``rad.naskah.awal``.
"""

from rad.naskah.bentuk import ATAU, DAN_ATAU, ayat, bab, bagian, pasal

KELEMBAGAAN = bab(
    "Kelembagaan, Koordinasi, dan Partisipasi Masyarakat",
    bagian(
        "Kelompok Kerja",
        pasal(
            "pokja",
            ayat(
                "Untuk mengoordinasikan pelaksanaan RAD, [KEPALA] membentuk Pokja",
                kunci="pembentukan-pokja",
            ),
            ayat(
                "Pokja sebagaimana dimaksud pada {ayat:pembentukan-pokja} bertugas:",
                "melakukan koordinasi pelaksanaan RAD",
                "melakukan advokasi, pemantauan, evaluasi, dan pelaporan",
                "melaporkan hasil pelaksanaan tugas kepada [KEPALA]",
            ),
            "Pokja bertanggung jawab kepada [KEPALA]",
        ),
        pasal(
            "susunan-pokja",
            ayat(
                "Pokja sebagaimana dimaksud dalam {pasal:pokja} terdiri atas:",
                "ketua",
                "wakil ketua",
                "sekretaris",
                "koordinator dan anggota bidang Pencegahan",
                "koordinator dan anggota bidang Penanganan",
                "koordinator dan anggota bidang Pemberdayaan dan Partisipasi",
                kunci="unsur-pokja",
            ),
            "Anggota Pokja berasal dari Perangkat Daerah terkait, instansi vertikal, penegak "
            "hukum, organisasi masyarakat, lembaga swadaya masyarakat, peneliti atau "
            "akademisi, tokoh agama, tokoh adat, tokoh masyarakat, dan penggiat perdamaian",
            "Susunan keanggotaan Pokja sebagaimana dimaksud pada {ayat:unsur-pokja} ditetapkan "
            "dengan Keputusan [KEPALA]",
        ),
    ),
    bagian(
        "Koordinasi dengan Tim Terpadu",
        pasal(
            "tim-terpadu",
            "Pokja berkoordinasi dengan Tim Terpadu dalam penyusunan, pelaksanaan, dan pelaporan "
            "RAD",
            ayat(
                "Koordinasi dengan Tim Terpadu dilakukan melalui:",
                "pertukaran data peringatan dini dan data kejadian Konflik",
                "penyelarasan RAD dengan rencana aksi terpadu penanganan Konflik",
                "rapat koordinasi paling sedikit {3} kali dalam {1} tahun",
            ),
        ),
    ),
    bagian(
        "Partisipasi Masyarakat",
        pasal(
            "masyarakat",
            "Setiap orang, organisasi masyarakat, perguruan tinggi, dunia usaha, dan media massa "
            "dapat berpartisipasi dalam pelaksanaan RAD",
            ayat(
                "Partisipasi masyarakat dapat berupa:",
                "penyampaian informasi mengenai potensi dan kejadian Konflik",
                "pelaporan kekerasan terhadap perempuan dan Anak",
                "penyediaan bantuan dan pendampingan bagi Korban",
                "penyampaian saran atas pelaksanaan RAD",
                penghubung=DAN_ATAU,
            ),
        ),
    ),
)

DATA = bab(
    "Data dan Kerahasiaan Korban",
    pasal(
        "data",
        ayat(
            "Pemerintah Daerah menyelenggarakan pengelolaan data perempuan dan Anak dalam Konflik "
            "sebagai dasar penyusunan, pelaksanaan, dan evaluasi RAD",
            kunci="pengelolaan-data",
        ),
        ayat(
            "Data sebagaimana dimaksud pada {ayat:pengelolaan-data}:",
            "disajikan sebagai Data Terpilah",
            "membedakan Korban akibat Konflik dari korban kekerasan dalam rumah tangga dan korban "
            "kekerasan lainnya",
            "dimutakhirkan secara berkala",
        ),
    ),
    pasal(
        "kerahasiaan",
        ayat(
            "Setiap orang yang memperoleh data pribadi Korban dalam pelaksanaan RAD wajib menjaga "
            "kerahasiaannya",
            kunci="wajib-rahasia",
        ),
        ayat(
            "Data pribadi Korban sebagaimana dimaksud pada {ayat:wajib-rahasia} hanya dapat "
            "dibuka:",
            "kepada penyedia layanan rujukan dengan persetujuan Korban atau walinya",
            "untuk kepentingan penegakan hukum sesuai dengan ketentuan peraturan "
            "perundang-undangan",
            penghubung=ATAU,
        ),
        "Data Korban yang diumumkan kepada masyarakat hanya berupa jumlah, dan jumlah Korban yang "
        "kurang dari {5} orang dalam satu wilayah tidak ditampilkan",
        "Laporan pelaksanaan RAD tidak memuat identitas Korban",
    ),
)

PEMANTAUAN = bab(
    "Pemantauan, Evaluasi, dan Pelaporan",
    pasal(
        "pemantauan",
        ayat(
            "Pokja melaksanakan pemantauan pelaksanaan RAD setiap {4} bulan, yaitu:",
            "periode bulan keempat, untuk pelaksanaan bulan Januari sampai dengan bulan April",
            "periode bulan kedelapan, untuk pelaksanaan bulan Mei sampai dengan bulan Agustus",
            "periode bulan kedua belas, untuk pelaksanaan bulan September sampai dengan bulan "
            "Desember",
            kunci="periode",
        ),
        "Perangkat Daerah penanggung jawab menyampaikan capaian target, realisasi anggaran, "
        "kendala, dan data dukung kepada sekretaris Pokja paling lama {10} hari setelah "
        "berakhirnya setiap periode sebagaimana dimaksud pada {ayat:periode}",
    ),
    pasal(
        "evaluasi",
        "Pokja melaksanakan evaluasi RAD paling sedikit {1} kali dalam {1} tahun",
        "Hasil evaluasi digunakan sebagai bahan perbaikan pelaksanaan RAD dan bahan perubahan RAD "
        "sebagaimana dimaksud dalam {pasal:keselarasan} {ayat:perubahan-rad}",
    ),
    pasal(
        "pelaporan",
        ayat(
            "Ketua Pokja menyampaikan laporan pelaksanaan RAD kepada [KEPALA]:",
            "setiap akhir periode sebagaimana dimaksud dalam {pasal:pemantauan} {ayat:periode}",
            "setiap akhir tahun anggaran",
        ),
        "[KEPALA] menyampaikan laporan tahunan pelaksanaan RAD kepada Gubernur [PROVINSI]",
    ),
)

PENUTUP = (
    bab(
        "Pendanaan",
        pasal(
            "pendanaan",
            ayat(
                "Pendanaan pelaksanaan RAD bersumber dari:",
                "anggaran pendapatan dan belanja Daerah",
                "sumber lain yang sah dan tidak mengikat sesuai dengan ketentuan peraturan "
                "perundang-undangan",
                penghubung=DAN_ATAU,
            ),
            "Pagu dalam Lampiran merupakan pagu indikatif yang pelaksanaannya disesuaikan dengan "
            "kemampuan keuangan Daerah",
        ),
    ),
    bab(
        "Ketentuan Penutup",
        pasal("penutup", "[PERATURAN] ini mulai berlaku pada tanggal diundangkan"),
    ),
)
