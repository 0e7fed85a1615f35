from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_papers_of_cases"),
    ]

    operations = [
        migrations.AlterField(
            model_name="officialdocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pact", "Pakta integritas"),
                    ("pact_list", "Daftar penanda tangan pakta integritas"),
                    ("declaration_charter", "Piagam pencanangan"),
                    ("selection_decree", "SK penetapan unit Zona Integritas"),
                    ("team_decree", "SK tim kerja"),
                    ("monitoring_report", "Laporan pemantauan"),
                    ("unit_cover_letter", "Surat pengantar unit"),
                    ("preliminary_cover_letter", "Surat pengantar hasil penilaian pendahuluan"),
                    ("assignment_letter", "Surat tugas evaluasi"),
                    ("evaluation_report_1", "LHE TPI tahap 1"),
                    ("evaluation_report_2", "LHE TPI tahap 2"),
                    ("responsibility_statement", "Surat Pernyataan Tanggung Jawab Mutlak (SPTJM)"),
                    ("nomination_letter", "Surat pengusulan"),
                    ("objection_letter", "Surat sanggahan"),
                    ("objection_proof", "Bukti sanggahan"),
                    ("requirement_proof", "Bukti syarat pengusulan"),
                    ("selection_result", "Hasil seleksi administrasi"),
                    ("rejection_notice", "Pemberitahuan tidak dievaluasi"),
                    ("minutes", "Berita acara"),
                    ("clearance_letter", "Surat keterangan lembaga pengawas"),
                    ("national_report", "LHE TPN"),
                    ("award_decree", "Keputusan penetapan predikat"),
                    ("award_certificate", "Piagam predikat"),
                    ("aftercare_report", "Laporan pemantauan dua tahunan"),
                    ("revocation_decree", "Keputusan pencabutan predikat"),
                    ("survey_report", "Laporan hasil survei"),
                    ("survey_source", "Laporan survei eksternal"),
                    ("survey_proof", "Bukti publikasi atau tindak lanjut survei"),
                    ("survey_import", "Berkas asal impor survei"),
                    ("handover_letter", "Surat pelimpahan perkara"),
                    ("channel_report", "Laporan evaluasi saluran"),
                    ("other", "Dokumen lain"),
                ],
                max_length=32,
                verbose_name="jenis",
            ),
        ),
    ]
