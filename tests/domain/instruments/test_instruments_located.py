"""YAML from outside: values with lines, and everything dangerous refused quickly."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bening.instruments import read_document
from bening.instruments.located import DEEPEST, LARGEST, FileRefused, read_yaml

LAUGHS = b"""\
a: &a ["ha", "ha", "ha", "ha", "ha", "ha", "ha", "ha", "ha"]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
"""


def test_values_and_lines() -> None:
    located = read_yaml(b"a: 1\nb:\n  - x\n  - c: '3'\n    d: 2.50\n")

    assert located.content == {"a": 1, "b": ["x", {"c": "3", "d": "2.50"}]}
    assert located.lines[("a",)] == 1
    assert located.lines[("b", 0)] == 3
    assert located.lines[("b", 1, "d")] == 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("03", "03"),
        ("3.6", "3.6"),
        ("1e9", "1e9"),
        (".nan", ".nan"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("1:30", "1:30"),
        ("9" * 30, "9" * 30),
        ("true", True),
        ("Ya", "Ya"),
        ("yes", "yes"),
        ("no", "no"),
        ("null", None),
        ("~", None),
        ("2024-01-01", "2024-01-01"),
        ('"true"', "true"),
        ("|\n  x\n  y", "x\ny"),
    ],
)
def test_plain_words_are_what_they_look_like(text: str, value: object) -> None:
    assert read_yaml(f"a: {text}".encode()).content == {"a": value}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (LAUGHS, "anchor", 1),
        (b"a: 1\nb: *x", "alias", 2),
        (b"a: &x 1", "anchor", 1),
        (b"a:\n  b: 1\n  b: 2", "key_twice", 3),
        (b"a: !!python/object/apply:os.system ['true']", "tag", 1),
        (b"a: !lokal 1", "tag", 1),
        (b"a: !!binary aGE=", "tag", 1),
        (b"a: 1\n<<: {b: 2}", "merge_key", 2),
        (b"a: 1\n---\nb: 2", "several_documents", 2),
        (b"? [a, b]\n: 1", "key_not_text", 1),
        (b"a: [1, 2", "not_yaml", 2),
        (b"a: 'x", "not_yaml", 1),
        (b"a: b: c", "not_yaml", 1),
        (b"%TAG ! x\n%TAG ! y\n---\n1", "not_yaml", 2),
        (b"\xff\xfea", "not_utf8", 1),
        (b"a: 1\nb: \xe9", "not_utf8", 2),
        (b"a: \x07", "not_yaml", None),
        (b"", "empty", None),
        (b"# hanya catatan\n", "empty", None),
        (b" " * (LARGEST + 1), "too_large", None),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_line(
    data: bytes, code: str, line: int | None
) -> None:
    with pytest.raises(FileRefused) as refused:
        read_yaml(data)

    assert (refused.value.fault.code, refused.value.fault.line) == (code, line)
    assert read_document(data).faults == (refused.value.fault,)
    assert read_document(data).document is None


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS * 100,
        b"[" * LARGEST,
        b"{" * LARGEST,
        b"[{" * (LARGEST // 2),
        b"- " * (LARGEST // 2),
        b"? " * (LARGEST // 2),
        b"a: " * (LARGEST // 3),
        b'"' * LARGEST,
        b"&a " * (LARGEST // 3),
        b"!x " * (LARGEST // 3),
        b"'" + b"\n" * (LARGEST - 2),
        b"a:\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1, 1500)),
        b"#" * LARGEST,
        b"- a\n" * (LARGEST // 4),
        b"".join(b"k%d: 1\n" % n for n in range(150_000)),
    ],
    ids=range(15),
)
def test_hostile_files_end_quickly(data: bytes) -> None:
    start = time.perf_counter()
    read_document(data)

    assert time.perf_counter() - start < 10


def test_nesting_is_bounded() -> None:
    deep = b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)
    read_yaml(b"[" * DEEPEST + b"]" * DEEPEST)

    with pytest.raises(FileRefused, match="bersarang"):
        read_yaml(b"[" + deep + b"]")


TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
        max_leaves=20,
    )
)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=False)
    if "*id" in text:
        return
    try:
        content = read_yaml(text.encode()).content
    except FileRefused as refused:
        code = refused.fault.code
    else:
        code = "read" if content == value else "changed"
    assert code in {"read", "merge_key", "too_deep", "tag"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = read_document(data)

    assert reading.faults
