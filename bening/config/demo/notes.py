"""What units write beside their answers: ordinary sentences of invented offices, by area."""

import random

BY_AREA: dict[int | None, tuple[str, ...]] = {
    1: (
        "Tim ditetapkan dengan keputusan kepala unit dan diperbarui saat ada mutasi pada Februari.",
        "Rencana aksi disusun dalam rapat kerja awal tahun; targetnya dipantau tiap bulan.",
        "Kemajuan disampaikan saat apel Senin dan di papan informasi lantai satu.",
        "Tujuh dari delapan rekomendasi monev sudah selesai; satu menunggu pengadaan.",
        "Agen perubahan memimpin penyederhanaan formulir, dari empat lembar menjadi satu.",
    ),
    2: (
        "SOP layanan diturunkan dari peta proses bisnis; dua SOP diperbaiki setelah uji petik.",
        "Pengukuran kinerja memakai aplikasi instansi; datanya ditarik setiap triwulan.",
        "Daftar informasi publik diperbarui Januari dan dipasang di laman unit.",
        "Evaluasi SOP dilakukan bersama petugas loket, berita acaranya terlampir.",
    ),
    3: (
        "Kebutuhan pegawai dihitung dari analisis beban kerja; usulannya sudah dikirim.",
        "Pelatihan dipilih dari kesenjangan kompetensi hasil penilaian tahun lalu.",
        "Kinerja individu dinilai tiap triwulan dan dibahas dengan atasan langsung.",
        "Tidak ada pelanggaran disiplin sedang atau berat sepanjang masa penilaian.",
    ),
    4: (
        "Pimpinan memimpin penyusunan rencana kerja dan penetapan target, notula terlampir.",
        "Indikator kinerja utama sudah terukur dan selaras dengan perjanjian kinerja.",
        "Pemantauan kinerja memakai dasbor internal; sembilan dari sepuluh sasaran tercapai.",
    ),
    5: (
        "Kampanye pengendalian gratifikasi dilakukan lewat banner loket dan media sosial.",
        "Penilaian risiko diperbarui April; dua risiko tinggi sudah punya rencana tindak.",
        "Pengaduan dicatat dalam satu register; laporan triwulan ditandatangani kepala unit.",
        "Mekanisme benturan kepentingan disosialisasikan pada rapat staf bulan Maret.",
        "Saluran pelaporan dikelola dua petugas; evaluasinya dibahas tiap semester.",
    ),
    6: (
        "Standar pelayanan memuat syarat, waktu, dan biaya; maklumat dipasang di ruang tunggu.",
        "Antrean daring mengurangi waktu tunggu rata-rata menjadi sebelas menit.",
        "Survei kepuasan dilakukan empat kali setahun; hasilnya dipasang di laman unit.",
        "Petugas mengikuti pelatihan pelayanan prima; umpan balik pengunjung membaik.",
        "Konsultasi dapat lewat loket, telepon, dan percakapan daring pada jam kerja.",
    ),
    None: (
        "Angka diambil dari laporan survei eksternal; laporan lengkap terlampir.",
        "Capaian dibandingkan dengan target tahun ini dan realisasi tahun lalu.",
    ),
}


def note_for(area: int | None, chance: random.Random) -> str:
    """A sentence that fits the area."""
    return chance.choice(BY_AREA[area])


REVIEW_NOTES = (
    "Sesuai bukti.",
    "Dokumen lengkap dan ditandatangani.",
    "Bukti relevan dan berlaku dalam masa penilaian.",
    "Diperiksa silang dengan laporan monev.",
    "Dibenarkan dalam wawancara dengan petugas.",
)

Remark = tuple[str, str]

FINDINGS: dict[int, tuple[Remark, ...]] = {
    1: (
        (
            "Rencana aksi ada, tetapi pelaksanaannya tidak dipantau sejak triwulan kedua.",
            "Pantau rencana aksi tiap bulan dan simpan notula yang ditandatangani pimpinan.",
        ),
        (
            "Pemilihan agen perubahan tidak didukung berita acara.",
            "Susun berita acara pemilihan agen perubahan beserta ukuran yang dipakai.",
        ),
    ),
    2: (
        (
            "SOP diperbarui, tetapi petugas loket masih memakai versi lama.",
            "Tarik SOP lama dan catat sosialisasi versi baru kepada semua petugas.",
        ),
        (
            "Aplikasi kinerja dipakai dua dari empat bidang.",
            "Terapkan aplikasi kinerja di semua bidang dan evaluasi pemakaiannya.",
        ),
    ),
    3: (
        (
            "Penilaian kinerja individu baru dilakukan sekali dari empat kali yang direncanakan.",
            "Lakukan penilaian tiap triwulan dan pakai hasilnya untuk penghargaan.",
        ),
        (
            "Rencana pelatihan tidak menunjuk kesenjangan kompetensi.",
            "Turunkan rencana pelatihan dari hasil penilaian kompetensi tahun lalu.",
        ),
    ),
    4: (
        (
            "Target kinerja tidak diturunkan ke semua bidang.",
            "Turunkan target ke setiap bidang dan bahas capaiannya bersama pimpinan.",
        ),
        (
            "Pimpinan tidak tercatat hadir dalam pembahasan capaian dua triwulan terakhir.",
            "Jadwalkan pembahasan capaian bersama pimpinan dan simpan daftar hadirnya.",
        ),
    ),
    5: (
        (
            "Kanal pengaduan aktif, tetapi tindak lanjutnya tidak tercatat seluruhnya.",
            "Lengkapi register pengaduan dengan tindak lanjut dan tanggal selesainya.",
        ),
        (
            "Peta risiko belum memuat layanan yang dibuka tahun ini.",
            "Perbarui peta risiko dan rencana tindaknya untuk semua layanan.",
        ),
        (
            "Sosialisasi benturan kepentingan belum menjangkau tenaga kontrak.",
            "Ulangi sosialisasi untuk semua pegawai, termasuk tenaga kontrak.",
        ),
    ),
    6: (
        (
            "Maklumat pelayanan terpasang, tetapi standar waktunya belum diukur.",
            "Ukur waktu layanan tiap bulan dan umumkan hasilnya di ruang tunggu.",
        ),
        (
            "Umpan balik pengunjung dikumpulkan tanpa jawaban.",
            "Jawab umpan balik paling lama lima hari kerja dan pasang rekapnya.",
        ),
        (
            "Pelatihan pelayanan prima diikuti separuh petugas.",
            "Jadwalkan pelatihan bagi petugas yang belum ikut tahun ini.",
        ),
    ),
}
"""What reviewers find and advise, by area."""

COMMENTS = (
    (
        "A.I.5.iii.c",
        "lead",
        "Laporan triwulan II sudah ada di arsip. Kalau dihitung, sudah empat kali.",
    ),
    ("A.I.5.iii.c", "pic", "Setuju. Tolong pastikan sudah ditandatangani, lalu kita pilih A."),
    ("A.I.1.iv.b", "lead1", "Keputusan agen perubahan yang baru sudah terbit, nanti saya unggah."),
    ("A.II.5.ii.a", "member", "Tiga pengaduan belum masuk register; saya lengkapi pekan ini."),
)
