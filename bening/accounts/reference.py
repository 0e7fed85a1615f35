"""The reference page of roles and rights, made by asking `access` itself about made-up people."""

from collections.abc import Iterable
from uuid import UUID

from bening.accounts import access
from bening.accounts.access import Held, Rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.accounts.second_factor import ROLES as NEED_SECOND_FACTOR
from bening.agencies.models import Agency, WorkUnit

HEAD = """\
# Peran dan hak

Halaman ini dibuat dari kode dengan `python manage.py roles_page`; jangan diubah dengan tangan.
Aturannya ada di satu tempat, `bening/accounts/access.py`, dan tombol di layar memakai pemeriksaan
yang sama dengan penyimpanannya.

Peran diberikan pada satu unit, atau pada seluruh instansi. Peran punya hari mulai dan boleh punya
hari akhir; peran yang diakhiri berhenti saat itu juga dan tetap tercatat. Satu orang boleh memegang
beberapa peran. Objek instansi lain selalu dijawab "tidak ditemukan".
"""
TAIL = """\
## Yang berlaku untuk semua

- **Admin tidak dapat mengubah jawaban, bukti, atau nilai.** Admin mengatur orang, unit, dan jadwal.
- Pengelola sistem mengatur instansi dan adminnya, dan tidak melihat lembar kerja unit mana pun.
- Tidak ada yang dapat menonaktifkan akunnya sendiri atau mengakhiri peran adminnya sendiri; admin
  lain yang melakukannya.
- Setiap instansi selalu punya paling sedikit satu admin aktif, dan pemasangan selalu punya paling
  sedikit satu pengelola sistem.
- Impor tabel tidak pernah membuat admin atau pengelola sistem; keduanya ditunjuk satu per satu.
- Akun nonaktif tidak punya hak apa pun: sesi dan token API-nya berhenti seketika.
"""
YES, NO = "ya", "–"


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        (
            HEAD,
            "## Siapa melihat unit mana",
            "",
            *_table(
                ("Peran", "Unit sendiri", "Unit di bawahnya", "Unit lain di instansi"),
                (_reach(role) for role in Role),
            ),
            "",
            "## Siapa mengatur apa",
            "",
            *_table(
                (
                    "Peran",
                    "Instansi baru",
                    "Unit dan orang instansi",
                    "Orang di unit sendiri",
                    "Memberi dan mengakhiri peran",
                    "Wajib dua langkah",
                ),
                (_powers(role) for role in Role),
            ),
            "",
            TAIL,
        )
    )


def _world() -> tuple[Agency, WorkUnit, WorkUnit, WorkUnit]:
    agency = Agency(id=UUID(int=1), name="Instansi")
    paths = ("0001", "00010001", "0002")
    own, below, other = (
        WorkUnit(id=UUID(int=number), agency=agency, path=path, name="Unit", code=path)
        for number, path in enumerate(paths, start=2)
    )
    return agency, own, below, other


def _person(role: Role, agency: Agency, unit: WorkUnit) -> Person:
    is_operator = role == Role.OPERATOR
    person = Person(id=UUID(int=9), agency=None if is_operator else agency, name="Orang")
    on_unit = role not in access.AGENCY_WIDE and not is_operator
    held = Held(
        role=role,
        agency_id=None if is_operator else agency.pk,
        unit_id=unit.pk if on_unit else None,
        unit_path=unit.path if on_unit else None,
        area=1 if role in access.AREA_ROLES else None,
    )
    person.rights_memo = {access.today_of(person): Rights(person_id=person.pk, held=(held,))}
    return person


def _reach(role: Role) -> tuple[str, ...]:
    agency, *units = _world()
    person = _person(role, agency, units[0])
    seen = [YES if access.roles_of(person, unit) else NO for unit in units]
    return (str(role.label), *seen)


def _powers(role: Role) -> tuple[str, ...]:
    agency, own, _below, _other = _world()
    person = _person(role, agency, own)
    gives = [str(one.label) for one in Role if _may_give(person, one, agency, own)]
    return (
        str(role.label),
        YES if access.rights(person).is_operator else NO,
        YES if access.can_administer(person, agency) else NO,
        YES if access.can_manage_people_of(person, own) else NO,
        ", ".join(gives) or NO,
        YES if role in NEED_SECOND_FACTOR else NO,
    )


def _may_give(person: Person, role: Role, agency: Agency, unit: WorkUnit) -> bool:
    agency_wide = role in access.AGENCY_WIDE
    try:
        access.check_can_give_role(
            person,
            role=role,
            agency=None if role == Role.OPERATOR else agency,
            unit=None if agency_wide or role == Role.OPERATOR else unit,
        )
    except NotAllowed:
        return False
    return True


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [heads, tuple("---" for _head in heads), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
