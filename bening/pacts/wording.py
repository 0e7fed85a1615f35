"""The words of a pact: how a text is read, hashed, and what the proposed first version says.

The elements follow the guide to integrity pacts (PermenPANRB 49/2011): taking part in preventing
corruption, collusion and nepotism; neither asking nor taking; openness, honesty, objectivity,
accountability; no conflicts of interest; example; reporting deviations; bearing the consequences.
"""

import hashlib
import unicodedata

TITLE = "Pakta Integritas"
BODY = """Dengan penuh kesadaran dan tanpa paksaan, saya menyatakan:

1. Saya ikut mencegah dan memberantas korupsi, kolusi, dan nepotisme, serta tidak melibatkan diri \
dalam perbuatan tercela.
2. Saya tidak meminta dan tidak menerima pemberian dalam bentuk apa pun, langsung atau tidak \
langsung, yang tidak sesuai dengan ketentuan.
3. Saya bekerja secara terbuka, jujur, objektif, dan dapat dipertanggungjawabkan.
4. Saya menghindari benturan kepentingan dalam pelaksanaan tugas, dan mengungkapkannya bila ada.
5. Saya memberi contoh dalam menaati peraturan, terutama kepada pegawai yang saya pimpin dan \
sesama pegawai di lingkungan kerja saya.
6. Saya melaporkan penyimpangan integritas di unit kerja saya, dan ikut menjaga kerahasiaan \
orang yang melaporkannya.
7. Bila saya melanggar hal-hal di atas, saya siap menanggung akibatnya sesuai peraturan \
perundang-undangan."""


def plain(text: str) -> str:
    """The text in one form: composed letters, lines without trailing space, one kind of break."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in composed.split("\n")).strip()


def digest_of(title: str, body: str) -> str:
    """SHA-256, in hexadecimal, of title, an empty line and body, each in its plain form."""
    return hashlib.sha256(f"{plain(title)}\n\n{plain(body)}\n".encode()).hexdigest()


def paragraphs_of(body: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a body; lines that begin with a number or a dash stand apart in one."""
    blocks = [block for block in plain(body).split("\n\n") if block.strip()]
    return tuple(tuple(line for line in block.split("\n") if line) for block in blocks)


def numbered(lines: tuple[str, ...]) -> tuple[str, ...] | None:
    """The items of a block that counts 1., 2., 3. without gap; None for any other block."""
    items = []
    for expected, line in enumerate(lines, start=1):
        mark, _, text = line.partition(". ")
        if mark != str(expected) or not text:
            return None
        items.append(text)
    return tuple(items)
