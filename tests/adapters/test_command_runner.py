"""Commands that need the settings, as far as the runner itself speaks."""

import sys

import pytest

from bening.__main__ import main


@pytest.mark.parametrize("arguments", [["nosuch"], ["help", "nosuch"]])
def test_an_unknown_command_is_refused_with_a_way_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bening", *arguments])

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 2
    told = capsys.readouterr()
    assert told.err == "Perintah tidak dikenal: nosuch. Daftarnya: bening --help.\n"
    assert told.out == ""


def test_commands_are_called_bening_in_their_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/opt/bening/__main__.py", "verify", "--help"])

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("pemakaian: bening verify ")
    assert "usage" not in told
    assert "menampilkan keterangan ini" in told
    assert "\npilihan:\n" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--port"], "bening serve: --port: isi satu nilai sesudahnya"),
        (
            ["verify", "--checkpoint"],
            "bening verify: --checkpoint: isi paling sedikit satu nilai sesudahnya",
        ),
        (["serve", "--nosuch"], "bening serve: tidak dikenal: --nosuch"),
        (["backup"], "bening backup: belum disebut: BERKAS"),
    ],
)
def test_a_fault_of_the_command_line_is_told_as_elsewhere(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["bening", *arguments])

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == said
