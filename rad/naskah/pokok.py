"""Body of the ready-made draft, chapters I to IV: a starting text, not a legal opinion.

Definitions of UU 23/2014, UU 7/2012 and UU 35/2014 keep the wording of the law; the other norms
cite no article of a rule whose text was not read. Names in brackets are filled in by
``rad.naskah.awal``.
"""

from rad.naskah.bentuk import DAN_ATAU, ayat, bab, bagian, butir, definisi, pasal

UMUM = bab(
    "Ketentuan Umum",
    pasal(
        "definisi",
        definisi(
            "Dalam [PERATURAN] ini yang dimaksud dengan:",
            "Daerah adalah [DAERAH].",
            "Pemerintah Daerah adalah [KEPALA] sebagai unsur penyelenggara pemerintahan daerah "
            "yang memimpin pelaksanaan urusan pemerintahan yang menjadi kewenangan daerah otonom.",
            "[KEPALA] adalah [SEBUTAN].",
            "Perangkat Daerah adalah unsur pembantu [KEPALA] dan Dewan Perwakilan Rakyat Daerah "
            "dalam penyelenggaraan urusan pemerintahan yang menjadi kewenangan Daerah.",
            "Konflik Sosial yang selanjutnya disebut Konflik adalah perseteruan dan/atau benturan "
            "fisik dengan kekerasan antara dua kelompok masyarakat atau lebih yang berlangsung "
            "dalam waktu tertentu dan berdampak luas yang mengakibatkan ketidakamanan dan "
            "disintegrasi sosial sehingga mengganggu stabilitas nasional dan menghambat "
            "pembangunan nasional.",
            "Anak adalah seseorang yang belum berusia {18} tahun, termasuk anak yang masih dalam "
            "kandungan.",
            "Korban adalah perempuan dan/atau Anak yang mengalami penderitaan fisik, psikis, "
            "seksual, sosial, dan/atau ekonomi akibat Konflik.",
            "Perlindungan Perempuan dan Anak adalah upaya pencegahan dan penanganan segala bentuk "
            "tindakan kekerasan dan pelanggaran hak asasi perempuan dan Anak, serta pemberian "
            "layanan kebutuhan dasar dan kebutuhan spesifik perempuan dan Anak dalam Konflik.",
            "Pemberdayaan Perempuan dan Anak adalah upaya penguatan hak asasi, peningkatan "
            "kualitas hidup, dan peningkatan partisipasi perempuan dan Anak dalam membangun "
            "perdamaian.",
            "Rencana Aksi Daerah Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik "
            "Sosial yang selanjutnya disingkat RAD adalah dokumen rencana kerja yang memuat "
            "sasaran, aksi, indikator, target, penanggung jawab, dan pendanaan Perlindungan "
            "Perempuan dan Anak serta Pemberdayaan Perempuan dan Anak dalam Konflik di Daerah.",
            "Kelompok Kerja Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial "
            "yang selanjutnya disebut Pokja adalah kelompok kerja yang dibentuk oleh [KEPALA] "
            "untuk mengoordinasikan pelaksanaan RAD.",
            "Tim Terpadu Penanganan Konflik Sosial yang selanjutnya disebut Tim Terpadu adalah "
            "tim yang dibentuk oleh [KEPALA] untuk mengoordinasikan penanganan Konflik di Daerah.",
            "Unit Pelaksana Teknis Daerah Perlindungan Perempuan dan Anak yang selanjutnya "
            "disingkat UPTD PPA adalah unit pelaksana teknis Pemerintah Daerah yang memberikan "
            "layanan bagi perempuan dan Anak yang mengalami kekerasan, diskriminasi, dan masalah "
            "lainnya.",
            "Data Terpilah adalah data yang dirinci menurut jenis kelamin, kelompok umur, dan "
            "kedisabilitasan.",
        ),
    ),
)

TUJUAN = bab(
    "Maksud, Tujuan, dan Ruang Lingkup",
    pasal(
        "maksud",
        "[PERATURAN] ini dimaksudkan sebagai pedoman bagi Perangkat Daerah, instansi vertikal, "
        "pemerintah desa dan kelurahan, serta masyarakat dalam melaksanakan Perlindungan Perempuan "
        "dan Anak serta Pemberdayaan Perempuan dan Anak dalam Konflik secara terencana, terpadu, "
        "dan berkelanjutan",
    ),
    pasal(
        "tujuan",
        ayat(
            "[PERATURAN] ini bertujuan untuk:",
            "mencegah terjadinya kekerasan dan pelanggaran hak perempuan dan Anak dalam Konflik",
            "menjamin tersedianya layanan yang cepat, aman, dan sesuai dengan kebutuhan Korban",
            "memulihkan dan memberdayakan perempuan dan Anak yang terdampak Konflik",
            "meningkatkan peran serta perempuan dan Anak dalam membangun perdamaian",
            "memadukan program, kegiatan, dan pendanaan lintas Perangkat Daerah dan instansi "
            "terkait",
        ),
    ),
    pasal(
        "ruang-lingkup",
        ayat(
            "Ruang lingkup [PERATURAN] ini meliputi:",
            "penyusunan dan penetapan RAD",
            "pelaksanaan RAD",
            "kelembagaan, koordinasi, dan partisipasi masyarakat",
            "data dan kerahasiaan Korban",
            "pemantauan, evaluasi, dan pelaporan",
            "pendanaan",
        ),
    ),
)

RENCANA_AKSI = bab(
    "Rencana Aksi Daerah",
    pasal(
        "penetapan-rad",
        ayat(
            "Dengan [PERATURAN] ini ditetapkan RAD untuk jangka waktu [LAMA] tahun, terhitung "
            "sejak tahun [MULAI] sampai dengan tahun [SELESAI]",
            kunci="jangka-waktu",
        ),
        "RAD sebagaimana dimaksud pada {ayat:jangka-waktu} disusun berdasarkan hasil pemetaan "
        "potensi Konflik, Data Terpilah, dan evaluasi pelaksanaan program sebelumnya",
    ),
    pasal(
        "sistematika",
        ayat(
            "RAD sebagaimana dimaksud dalam {pasal:penetapan-rad} memuat matriks rencana aksi "
            "dalam {3} bidang, yaitu:",
            "Pencegahan",
            "Penanganan",
            "Pemberdayaan dan Partisipasi",
            kunci="tiga-bidang",
        ),
        ayat(
            "Matriks rencana aksi sebagaimana dimaksud pada {ayat:tiga-bidang} paling sedikit "
            "memuat:",
            "sasaran",
            "aksi",
            "indikator dan satuan",
            "kondisi awal dan target setiap tahun",
            "pagu indikatif dan sumber dana setiap tahun",
            "Perangkat Daerah penanggung jawab dan instansi pendukung",
        ),
        "RAD sebagaimana dimaksud pada {ayat:tiga-bidang} tercantum dalam Lampiran yang merupakan "
        "bagian tidak terpisahkan dari [PERATURAN] ini",
    ),
    pasal(
        "keselarasan",
        ayat(
            "RAD diselaraskan dengan rencana pembangunan jangka menengah Daerah dan menjadi acuan "
            "dalam penyusunan:",
            "rencana strategis Perangkat Daerah",
            "rencana kerja Pemerintah Daerah",
            "rencana kerja Perangkat Daerah",
        ),
        ayat(
            "RAD dapat diubah dalam hal:",
            "terjadi perubahan rencana pembangunan jangka menengah Daerah",
            "terjadi perubahan kebijakan nasional mengenai perlindungan dan pemberdayaan "
            "perempuan dan anak dalam Konflik",
            "hasil evaluasi menunjukkan perlunya penyesuaian sasaran, aksi, atau target",
            kunci="perubahan-rad",
            penghubung=DAN_ATAU,
        ),
        "Perubahan RAD sebagaimana dimaksud pada {ayat:perubahan-rad} ditetapkan dengan "
        "[PERATURAN]",
    ),
)

PELAKSANAAN = bab(
    "Pelaksanaan",
    bagian(
        "Umum",
        pasal(
            "pelaksana",
            ayat(
                "Perangkat Daerah yang tercantum sebagai penanggung jawab dalam Lampiran "
                "melaksanakan aksi sesuai dengan tugas dan fungsinya",
                kunci="penanggung-jawab",
            ),
            "Perangkat Daerah sebagaimana dimaksud pada {ayat:penanggung-jawab} bekerja sama "
            "dengan instansi pendukung yang tercantum dalam Lampiran",
            ayat(
                "Pelaksanaan aksi dilakukan dengan prinsip:",
                "penghormatan terhadap hak asasi manusia",
                "nondiskriminasi",
                "kesetaraan gender",
                "kepentingan terbaik bagi Anak",
                "keselamatan dan kerahasiaan Korban",
                "partisipasi",
            ),
        ),
    ),
    bagian(
        "Pencegahan",
        pasal(
            "pencegahan",
            ayat(
                "Pelaksanaan RAD bidang Pencegahan dilakukan melalui:",
                "pemetaan daerah rawan, pola, dan potensi Konflik",
                "pengembangan sistem peringatan dini yang memperhatikan kerentanan perempuan dan "
                "Anak",
                "penguatan unit layanan perempuan dan Anak",
                "pelatihan pencegahan kekerasan terhadap perempuan dan Anak dalam Konflik",
                "komunikasi, informasi, dan edukasi mengenai kehidupan damai dan toleransi",
                "penyediaan ruang publik yang aman bagi perempuan dan Anak di daerah rawan Konflik",
                "penguatan forum masyarakat, lembaga adat, dan forum kerukunan umat beragama",
            ),
        ),
        pasal(
            "pencegahan-desa",
            ayat(
                "Pemerintah desa dan kelurahan berperan serta dalam Pencegahan melalui:",
                "pelaporan dini setiap potensi Konflik kepada camat dan Pokja",
                "penguatan kelompok perlindungan Anak berbasis masyarakat",
                "penyelesaian perselisihan warga secara damai dengan melibatkan perempuan",
            ),
        ),
    ),
    bagian(
        "Penanganan",
        pasal(
            "penanganan",
            ayat(
                "Pelaksanaan RAD bidang Penanganan dilakukan melalui:",
                butir(
                    "penyelamatan dan evakuasi, meliputi:",
                    "pendataan Korban dan pengungsi dengan Data Terpilah",
                    "penyediaan tempat pengungsian yang aman dan terpisah menurut kebutuhan "
                    "perempuan dan Anak",
                ),
                "pemenuhan kebutuhan dasar dan kebutuhan spesifik perempuan, Anak, penyandang "
                "disabilitas, dan lanjut usia",
                "layanan kesehatan, termasuk layanan kesehatan reproduksi dan layanan psikososial",
                "layanan pengasuhan, pendidikan, dan sarana bermain bagi Anak di pengungsian",
                "bantuan dan pendampingan hukum",
                "rehabilitasi sosial, pemulangan, dan reintegrasi sosial",
                kunci="bentuk-penanganan",
            ),
            "Pendataan Korban dan pengungsi sebagaimana dimaksud pada {ayat:bentuk-penanganan} "
            "dilakukan paling lama {24} jam sejak terjadinya Konflik dan dimutakhirkan setiap hari "
            "selama masa tanggap darurat",
        ),
        pasal(
            "layanan-uptd",
            ayat(
                "UPTD PPA menyelenggarakan layanan bagi Korban yang meliputi:",
                "pengaduan masyarakat",
                "penjangkauan Korban",
                "pengelolaan kasus",
                "penampungan sementara",
                "mediasi",
                "pendampingan Korban",
                kunci="fungsi-uptd",
            ),
            "Layanan sebagaimana dimaksud pada {ayat:fungsi-uptd} diberikan tanpa dipungut biaya "
            "dan tanpa membedakan asal wilayah Korban",
        ),
        pasal(
            "rujukan",
            "Dalam hal Korban memerlukan layanan yang tidak tersedia pada UPTD PPA, UPTD PPA "
            "merujuk Korban kepada penyedia layanan lain dengan persetujuan Korban atau walinya",
            "Penyedia layanan yang menerima rujukan memberitahukan perkembangan layanan kepada "
            "UPTD PPA paling lama {14} hari sejak rujukan diterima",
        ),
    ),
    bagian(
        "Pemberdayaan dan Partisipasi",
        pasal(
            "pemberdayaan",
            ayat(
                "Pelaksanaan RAD bidang Pemberdayaan dan Partisipasi bagi perempuan dilakukan "
                "melalui:",
                "penguatan ketahanan hidup, berupa bimbingan, pendampingan, dan penguatan mental "
                "spiritual",
                "pengembangan usaha ekonomi, berupa pelatihan keterampilan, bantuan usaha, dan "
                "akses permodalan",
                "peningkatan partisipasi sebagai pembangun, penengah, dan perunding perdamaian",
            ),
            ayat(
                "Pelaksanaan RAD bidang Pemberdayaan dan Partisipasi bagi Anak dilakukan melalui:",
                "pemulihan kesempatan bersekolah dan pengembangan potensi Anak",
                "pendidikan hidup damai, toleransi, dan cinta tanah air",
                "pelibatan forum Anak dalam perencanaan dan evaluasi RAD",
            ),
        ),
        pasal(
            "keterwakilan",
            "Keterwakilan perempuan dalam Pokja dan forum penyelesaian Konflik di Daerah "
            "diupayakan paling sedikit {30%} dari jumlah anggota",
        ),
    ),
)
