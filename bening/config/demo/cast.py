"""The agency, its units and its people: invented, every one of them."""

from dataclasses import dataclass

AGENCY = "Pemerintah Kota Tirtamaya"
SHORT = "Kota Tirtamaya"


@dataclass(frozen=True)
class UnitPlan:
    """A unit of the demo and how its sheets are filled.

    `best` is the share of best answers of a hundred, `open` how many questions stay open
    (None: no program this cycle); `earlier` the same share in the cycle before (0: no program).
    `staff` people are posted there beside head, PIC and the people of `PEOPLE`.
    """

    code: str
    name: str
    level: str
    target: str = "wbk"
    best: int = 60
    open: int | None = 0
    earlier: int = 0
    index: tuple[str, str] = ("3.40", "3.30")
    parent: str = ""
    wbk_year: int = 0
    staff: int = 3


UNITS = (
    UnitPlan("1.01", "Sekretariat Daerah", "echelon_2", open=None),
    UnitPlan(
        "2.01",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "echelon_2",
        best=40,
        open=9,
        earlier=10,
        index=("3.62", "3.28"),
    ),
    UnitPlan(
        "2.02",
        "Dinas Penanaman Modal dan Pelayanan Terpadu",
        "echelon_2",
        target="wbbm",
        best=84,
        open=24,
        earlier=62,
        index=("3.71", "3.55"),
        wbk_year=4,
    ),
    UnitPlan(
        "2.03",
        "Rumah Sakit Umum Daerah Tirtamaya",
        "service_unit",
        target="wbbm",
        best=94,
        earlier=74,
        index=("3.78", "3.66"),
        wbk_year=2,
    ),
    UnitPlan(
        "2.04", "Dinas Tenaga Kerja", "echelon_2", best=80, earlier=42, index=("3.66", "3.41")
    ),
    UnitPlan(
        "2.05",
        "Dinas Pendidikan",
        "echelon_2",
        best=62,
        open=12,
        earlier=26,
        index=("3.61", "3.32"),
    ),
    UnitPlan(
        "2.06",
        "Dinas Perpustakaan dan Arsip",
        "echelon_2",
        best=70,
        open=55,
        index=("3.50", "3.40"),
    ),
    UnitPlan(
        "2.07",
        "UPT Pelayanan Pajak Daerah",
        "service_unit",
        best=74,
        earlier=38,
        index=("3.58", "3.35"),
    ),
    UnitPlan("3.01", "Kecamatan Hilir", "echelon_3", best=66, earlier=44, index=("3.62", "3.44")),
    UnitPlan("3.02", "Kecamatan Hulu", "echelon_3", best=0, open=113, staff=50),
    UnitPlan(
        "2.03.1",
        "Puskesmas Muara Bening",
        "service_unit",
        best=63,
        open=78,
        index=("3.47", "3.39"),
        parent="2.03",
    ),
    UnitPlan(
        "2.02.1",
        "Mal Pelayanan Publik Tirtamaya",
        "service_unit",
        best=88,
        earlier=58,
        index=("3.70", "3.62"),
        parent="2.02",
    ),
)

MAIN_UNIT = "2.01"
"""The unit that the printed sign-ins belong to, with files for its evidence."""


@dataclass(frozen=True)
class PersonPlan:
    """Somebody of the main unit, of the agency or of a team of reviewers.

    Reviewers have no `role`: the assignments of their team give it. `shown` is what the printed
    sign-in says of them; empty for those whose sign-in is not printed.
    """

    key: str
    name: str
    email: str
    position: str
    role: str = ""
    areas: tuple[int, ...] = ()
    shown: str = ""


PEOPLE = (
    PersonPlan(
        "admin",
        "Ratna Wulandari",
        "admin@tirtamaya.example",
        "Analis organisasi dan tata laksana",
        "agency_admin",
        shown="Admin instansi",
    ),
    PersonPlan(
        "mayor",
        "Hendra Saputra",
        "kepala@tirtamaya.example",
        "Wali Kota",
        "agency_head",
        shown="Kepala instansi",
    ),
    PersonPlan(
        "inspector",
        "Siti Maryam",
        "inspektur@tirtamaya.example",
        "Inspektur",
        "inspector",
        shown="Inspektur",
    ),
    PersonPlan(
        "head",
        "Bambang Irawan",
        "kepala.dukcapil@tirtamaya.example",
        "Kepala Dinas",
        "unit_head",
        shown="Kepala unit",
    ),
    PersonPlan(
        "pic",
        "Ani Suryani",
        "pic.dukcapil@tirtamaya.example",
        "Sekretaris tim ZI",
        "unit_pic",
        shown="PIC unit",
    ),
    PersonPlan(
        "lead",
        "Dewi Anggraini",
        "pokja5@tirtamaya.example",
        "Kepala Seksi Pengawasan",
        "area_lead",
        areas=(5,),
        shown="Ketua pokja area 5",
    ),
    PersonPlan(
        "member",
        "Petrus Pardede",
        "pengaduan@tirtamaya.example",
        "Petugas pengaduan",
        "area_member",
        areas=(5, 6),
        shown="Anggota pokja area 5 dan 6",
    ),
    PersonPlan(
        "lead1",
        "Yusuf Hakim",
        "pokja1@tirtamaya.example",
        "Kepala Bidang",
        "area_lead",
        areas=(1, 4),
    ),
    PersonPlan(
        "lead2",
        "Maria Lestari",
        "pokja2@tirtamaya.example",
        "Kepala Seksi",
        "area_lead",
        areas=(2,),
    ),
    PersonPlan(
        "lead3",
        "Agus Riyanto",
        "pokja3@tirtamaya.example",
        "Kepala Subbagian",
        "area_lead",
        areas=(3,),
    ),
    PersonPlan(
        "lead6", "Nur Aini", "pokja6@tirtamaya.example", "Kepala Bidang", "area_lead", areas=(6,)
    ),
    PersonPlan(
        "member1", "Made Artawan", "made@tirtamaya.example", "Analis", "area_member", areas=(1, 2)
    ),
    PersonPlan(
        "member3",
        "Lina Oktavia",
        "lina@tirtamaya.example",
        "Arsiparis",
        "area_member",
        areas=(3, 4),
    ),
)

REVIEWERS = (
    PersonPlan(
        "member_1",
        "Rudi Santosa",
        "anggota.tpi@tirtamaya.example",
        "Auditor Ahli Muda",
        shown="Anggota TPI, Tim 1",
    ),
    PersonPlan(
        "member_2", "Wayan Sudarma", "anggota2.tpi@tirtamaya.example", "Auditor Ahli Pertama"
    ),
    PersonPlan(
        "lead_1",
        "Endang Purwanti",
        "ketua.tpi@tirtamaya.example",
        "Auditor Ahli Madya",
        shown="Ketua TPI, Tim 1",
    ),
    PersonPlan(
        "controller",
        "Hasan Nasution",
        "dalnis.tpi@tirtamaya.example",
        "Pengawas Penyelenggaraan Urusan Ahli Madya",
        shown="Pengendali teknis TPI",
    ),
    PersonPlan(
        "member_3",
        "Fitri Rahmawati",
        "anggota3.tpi@tirtamaya.example",
        "Auditor Ahli Muda",
        shown="Anggota TPI, Tim 2 (pendapat kedua)",
    ),
    PersonPlan("lead_2", "Joko Wibisono", "ketua2.tpi@tirtamaya.example", "Auditor Ahli Madya"),
)
"""The inspectorate's teams: `_1` and `_2` of the first, `_3` and `lead_2` of the second."""

WORKING_GROUP = (
    PersonPlan(
        "secretary",
        "Nurhayati Siagian",
        "sekda@tirtamaya.example",
        "Sekretaris Daerah",
        shown="Ketua kelompok kerja pemilihan",
    ),
    PersonPlan("planner", "Gede Suastika", "perencana@tirtamaya.example", "Perencana Ahli Madya"),
)

NATIONAL = (
    PersonPlan(
        "national_member",
        "Gita Permata",
        "anggota.tpn@nasional.example",
        "Analis Kebijakan",
        shown="Anggota TPN",
    ),
    PersonPlan(
        "national_member_2",
        "Rizal Kusuma",
        "anggota2.tpn@nasional.example",
        "Analis Kebijakan",
    ),
    PersonPlan(
        "national_lead",
        "Bagus Wicaksono",
        "ketua.tpn@nasional.example",
        "Asisten Deputi",
        shown="Ketua TPN",
    ),
)

HALL_STAFF = (
    PersonPlan(
        "coordinator",
        "Galuh Prameswari",
        "koordinator@tirtamaya.example",
        "Koordinator ruang layanan",
        shown="Koordinator ruang layanan",
    ),
    PersonPlan("desk_1", "Laras Kusumawati", "loket1@tirtamaya.example", "Petugas loket"),
    PersonPlan("desk_2", "Bagas Nugraha", "loket2@tirtamaya.example", "Petugas loket"),
    PersonPlan(
        "desk_3",
        "Sekar Wening",
        "loket3@tirtamaya.example",
        "Petugas loket",
        shown="Petugas loket",
    ),
    PersonPlan("desk_4", "Dimas Haryanto", "loket4@tirtamaya.example", "Petugas loket"),
    PersonPlan("desk_6", "Tari Oktaviani", "loket6@tirtamaya.example", "Petugas loket"),
    PersonPlan(
        "backup_1",
        "Wulan Astuti",
        "cadangan1@tirtamaya.example",
        "Pelaksana",
        shown="Petugas cadangan",
    ),
    PersonPlan("backup_2", "Yudha Permana", "cadangan2@tirtamaya.example", "Pelaksana"),
    PersonPlan("backup_3", "Nira Safitri", "cadangan3@tirtamaya.example", "Pelaksana"),
)
"""Who serves in the hall of the main unit: `desk_3` at counter 3, `backup_1` is asked first."""

FIRST_NAMES = (
    "Adi", "Bunga", "Cahyo", "Dian", "Eko", "Fajar", "Galih", "Hesti", "Indah", "Jamal", "Kartini",
    "Laras", "Mulyadi", "Nina", "Oki", "Putri", "Rahmat", "Sinta", "Taufik", "Umi", "Vera", "Wulan",
    "Yanto", "Zahra", "Agung", "Budi", "Citra", "Danang", "Erna",
)  # fmt: skip
LAST_NAMES = (
    "Pratama", "Lestari", "Hidayat", "Kurniawan", "Siregar", "Mahendra", "Utami", "Wijaya",
    "Simatupang", "Ramadhani", "Setiawan", "Handayani", "Tanjung", "Prasetyo", "Sari", "Maulana",
    "Rahayu", "Gunawan", "Puspita", "Firmansyah", "Manurung", "Anggraini", "Nugroho",
)  # fmt: skip
"""Two lists without a common factor in their lengths: 667 names before one comes again."""

WOMEN = frozenset((
    "Ani", "Bunga", "Citra", "Dewi", "Dian", "Endang", "Erna", "Fitri", "Galuh", "Gita", "Hesti",
    "Indah", "Kartini", "Laras", "Lina", "Maria", "Nina", "Nira", "Nur", "Nurhayati", "Putri",
    "Ratna", "Sekar", "Sinta", "Siti", "Tari", "Umi", "Vera", "Wulan", "Zahra",
))  # fmt: skip
"""First names of women; a NIP tells the sex."""

OPERATOR = ("Pengelola Sistem", "operator@tirtamaya.example")
