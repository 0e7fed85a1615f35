"""The words of a risk register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a risk touches."""

    STRATEGIC = "strategic", _("Strategis")
    OPERATIONAL = "operational", _("Operasional")
    COMPLIANCE = "compliance", _("Kepatuhan")
    FRAUD = "fraud", _("Kecurangan dan korupsi")
    FINANCIAL = "financial", _("Keuangan")
    REPUTATION = "reputation", _("Reputasi")


class Scheme(models.TextChoices):
    """How somebody could commit fraud."""

    BRIBERY = "bribery", _("Suap")
    GRATUITY = "gratuity", _("Gratifikasi")
    EXTORTION = "extortion", _("Pemerasan dan pungutan liar")
    CONFLICT = "conflict", _("Konflik kepentingan")
    BROKER = "broker", _("Calo")
    QUEUE = "queue", _("Manipulasi antrean")
    SURVEY = "survey", _("Manipulasi survei")
    PROCUREMENT = "procurement", _("Pengadaan barang dan jasa")


class AdequacyChoice(models.TextChoices):
    """As `Adequacy` in `bening.domain.risks`."""

    NONE = "none", _("Belum ada pengendalian")
    WEAK = "weak", _("Ada, belum memadai")
    PARTLY = "partly", _("Memadai sebagian")
    ADEQUATE = "adequate", _("Memadai")


class ResponseChoice(models.TextChoices):
    """As `Response` in `bening.domain.risks`."""

    AVOID = "avoid", _("Menghindari")
    REDUCE = "reduce", _("Mengurangi")
    SHARE = "share", _("Membagi")
    ACCEPT = "accept", _("Menerima")


class Likelihood(models.IntegerChoices):
    """From hardly ever to almost certain."""

    RARE = 1, _("Hampir tidak terjadi")
    UNLIKELY = 2, _("Jarang terjadi")
    POSSIBLE = 3, _("Kadang terjadi")
    LIKELY = 4, _("Sering terjadi")
    CERTAIN = 5, _("Hampir pasti terjadi")


class Impact(models.IntegerChoices):
    """How much it hurts, in the area that it hurts most."""

    NEGLIGIBLE = 1, _("Tidak signifikan")
    MINOR = 2, _("Kecil")
    MODERATE = 3, _("Sedang")
    MAJOR = 4, _("Besar")
    SEVERE = 5, _("Sangat besar")


class LevelChoice(models.IntegerChoices):
    """As `Level` in `bening.domain.risks`."""

    VERY_LOW = 1, _("Sangat rendah")
    LOW = 2, _("Rendah")
    MODERATE = 3, _("Sedang")
    HIGH = 4, _("Tinggi")
    VERY_HIGH = 5, _("Sangat tinggi")


class RegisterState(models.TextChoices):
    """Whether the head has adopted a register."""

    DRAFT = "draft", _("Disusun")
    ADOPTED = "adopted", _("Ditetapkan")


class Element(models.TextChoices):
    """The eight parts of the control environment (PP 60/2008, article 4)."""

    INTEGRITY = "integrity", _("Penegakan integritas dan nilai etika")
    COMPETENCE = "competence", _("Komitmen terhadap kompetensi")
    LEADERSHIP = "leadership", _("Kepemimpinan yang kondusif")
    STRUCTURE = "structure", _("Struktur organisasi sesuai kebutuhan")
    DELEGATION = "delegation", _("Pendelegasian wewenang dan tanggung jawab")
    PEOPLE = "people", _("Kebijakan pembinaan sumber daya manusia")
    AUDITOR = "auditor", _("Peran APIP yang efektif")
    RELATIONS = "relations", _("Hubungan kerja yang baik dengan instansi terkait")


class Party(models.TextChoices):
    """Whom internal control concerns."""

    LEADERS = "leaders", _("Pimpinan")
    STAFF = "staff", _("Pegawai")
    PARTNERS = "partners", _("Mitra dan penyedia")
    PUBLIC = "public", _("Pengguna layanan")


class MaturitySource(models.TextChoices):
    """Who found a level of maturity."""

    SELF = "self", _("Penilaian mandiri")
    AUDITOR = "auditor", _("Penjaminan kualitas APIP")
    BPKP = "bpkp", _("Evaluasi BPKP")
