"""Help pages: Markdown that stays text, guides that are found, nothing else from the disk."""

import re
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from bening.ui.help import guides, markdown
from tests.people import Cast, sign_in

SAMPLE = """# Judul

Satu *miring*, **tebal** dan `kode <b>`.
Baris kedua.

## Bagian `dua`

1. pertama
   lanjutan
   - anak
   - anak kedua
2. kedua

| Kolom | Lain |
|---|---|
| a \\| b | **c** |

```sh
./run <x>
```

> kutipan

[panduan](../panduan/pasang.md#memasang) [web](https://bening.example/) ![Gambar](a.png)
"""


def html(source: str) -> str:
    return str(markdown.to_html(source, lambda target: f"/{target}"))


@pytest.mark.parametrize(
    "part",
    [
        "<p>Satu <em>miring</em>, <strong>tebal</strong> dan <code>kode &lt;b&gt;</code>. Baris",
        '<h2 id="bagian-dua">Bagian <code>dua</code></h2>',
        "<ol><li>pertama lanjutan<ul><li>anak</li><li>anak kedua</li></ul></li><li>kedua</li></ol>",
        "<td>a | b</td><td><strong>c</strong></td>",
        "<code>./run &lt;x&gt;</code></pre>",
        "<blockquote><p>kutipan</p></blockquote>",
        '<a href="/../panduan/pasang.md#memasang">panduan</a>',
        '<img src="/a.png" alt="Gambar" loading="lazy">',
    ],
)
def test_what_the_guides_use_is_shown(part: str) -> None:
    assert part in html(SAMPLE)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "| <script> | b |\n|---|---|\n| <script> | c |",
        "- <script>",
        "## <script>",
        "[<script>](x)",
        '[a]("><script>)',
        '![" onerror="x](y)',
        "> <script>",
        "```\n<script>\n```",
    ],
)
def test_markup_in_a_guide_is_text(source: str) -> None:
    found = html(source)

    assert "<script" not in found
    assert '" onerror' not in found


@given(st.text(alphabet="ab<>&\"'*_`[]()!|#->. 1\n", max_size=120))
def test_whatever_is_written_has_an_end_and_no_foreign_tag(source: str) -> None:
    found = html(source)

    for piece in found.split("<")[1:]:
        assert piece.lstrip("/").split(">")[0].split(" ")[0] in {
            "p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "img", "h1",
            "h2", "h3", "h4", "div", "table", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip


@pytest.mark.parametrize("place", sorted(guides.guides()))
def test_every_guide_is_a_page_for_everybody(client: Client, place: str) -> None:
    answer = client.get(f"/bantuan/{place}/")

    assert answer.status_code == 200
    assert guides.guides()[place].title in answer.content.decode()


def test_the_list_names_every_guide(client: Client) -> None:
    text = client.get("/bantuan/").content.decode()

    assert all(f"/bantuan/{place}/" in text for place in guides.guides())


@pytest.mark.parametrize(
    "place",
    ["tidak-ada", "../glossary", "panduan/../../glossary", "..%2f..%2fREADME", "panduan/pasang.md"],
)
def test_nothing_else_is_read_from_the_disk(client: Client, place: str) -> None:
    assert client.get(f"/bantuan/{place}/").status_code == 404


@pytest.mark.parametrize("name", ["tidak.png", "..%2f..%2fREADME.md", "%2fetc%2fpasswd"])
def test_only_pictures_of_the_folder_are_given(client: Client, name: str) -> None:
    assert client.get(f"/bantuan/gambar/{name}", follow=True).status_code == 404


def test_a_link_to_what_only_the_checkout_shows_is_words() -> None:
    assert guides.address_from("panduan/pasang", "../../dev/testing.md") == ""
    assert guides.address_from("panduan/pasang", "javascript:alert(1)") == ""
    assert guides.address_from("panduan/pasang", "//elsewhere.example/x") == ""
    assert (
        guides.address_from("panduan/pasang", "jaringan.md#lan") == "/bantuan/panduan/jaringan/#lan"
    )


def test_without_guides_the_page_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(guides, "GUIDES", tmp_path)
    guides.guides.cache_clear()

    text = client.get("/bantuan/").content.decode()

    guides.guides.cache_clear()
    assert "Panduan tidak ikut terpasang" in text


def test_help_is_there_before_the_second_factor(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.BENING_REQUIRE_TWO_FACTOR = True
    sign_in(client, cast.agency_admin)

    assert client.get("/administrasi/").status_code == 302
    assert client.get("/bantuan/panduan/masuk-dan-keamanan/").status_code == 200


@pytest.mark.parametrize(
    "template", sorted((guides.DOCS.parent / "bening").rglob("templates/**/*.html"))
)
def test_pages_lead_to_guides_that_there_are(template: Path) -> None:
    named = re.findall(r"ui:help_page['\"] ['\"]([\w/-]+)", template.read_text(encoding="utf-8"))

    assert all(place in guides.guides() for place in named)
