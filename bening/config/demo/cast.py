"""The agency, its units and its people: invented, every one of them."""

from dataclasses import dataclass

AGENCY = "Pemerintah Kota Tirtamaya"
SHORT = "Kota Tirtamaya"


@dataclass(frozen=True)
class UnitPlan:
    """A unit of the demo and how far it is.

    `best` is the share of best answers of a hundred, `open` how many questions stay open
    (None: no program this cycle); `earlier` the same share in the cycle before (0: no program).
    """

    code: str
    name: str
    level: str
    target: str = "wbk"
    best: int = 60
    open: int | None = 0
    submitted: bool = False
    earlier: int = 0
    index: tuple[str, str] = ("3.40", "3.30")
    parent: str = ""
    wbk_year: int = 0


UNITS = (
    UnitPlan("1.01", "Sekretariat Daerah", "echelon_2", open=None),
    UnitPlan(
        "2.01",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "echelon_2",
        best=66,
        open=9,
        earlier=45,
        index=("3.62", "3.28"),
    ),
    UnitPlan(
        "2.02",
        "Dinas Penanaman Modal dan Pelayanan Terpadu",
        "echelon_2",
        target="wbbm",
        best=84,
        open=2,
        earlier=78,
        index=("3.71", "3.55"),
        wbk_year=3,
    ),
    UnitPlan(
        "2.03",
        "Rumah Sakit Umum Daerah Tirtamaya",
        "service_unit",
        target="wbbm",
        best=92,
        submitted=True,
        earlier=80,
        index=("3.78", "3.66"),
        wbk_year=2,
    ),
    UnitPlan(
        "2.04",
        "Dinas Tenaga Kerja",
        "echelon_2",
        best=80,
        submitted=True,
        earlier=58,
        index=("3.66", "3.41"),
    ),
    UnitPlan(
        "2.05",
        "Dinas Pendidikan",
        "echelon_2",
        best=52,
        open=31,
        earlier=40,
        index=("3.31", "3.22"),
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
        open=4,
        earlier=55,
        index=("3.58", "3.35"),
    ),
    UnitPlan(
        "3.01", "Kecamatan Hilir", "echelon_3", best=78, open=2, earlier=60, index=("3.52", "3.44")
    ),
    UnitPlan("3.02", "Kecamatan Hulu", "echelon_3", best=0, open=113),
    UnitPlan(
        "2.03.1",
        "Puskesmas Muara Bening",
        "service_unit",
        best=63,
        open=18,
        index=("3.47", "3.39"),
        parent="2.03",
    ),
    UnitPlan(
        "2.02.1",
        "Mal Pelayanan Publik Tirtamaya",
        "service_unit",
        best=88,
        submitted=True,
        earlier=70,
        index=("3.70", "3.62"),
        parent="2.02",
    ),
)

MAIN_UNIT = "2.01"
"""The unit that the printed sign-ins belong to, with files for its evidence."""


@dataclass(frozen=True)
class PersonPlan:
    """Somebody of the main unit or of the agency: whose sign-in is printed."""

    key: str
    name: str
    email: str
    position: str
    role: str
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

OPERATOR = ("Pengelola Sistem", "operator@tirtamaya.example")
