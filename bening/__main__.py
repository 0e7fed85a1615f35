"""The `bening` command: what needs no server runs at once, the rest is handed to Django."""

import os
import sys

HELP = """\
Pemakaian: bening PERINTAH [PILIHAN]

Tanpa server dan tanpa basis data:
  score FILE              menilai lembar kerja evaluasi yang terisi (json, yaml, atau xlsx)
  instruments list        instrumen bawaan
  instruments show ID     isi satu instrumen
  instruments check FILE  memeriksa berkas instrumen, semua kesalahan per baris
  kiosk ALAMAT            kios antrean yang tetap memberi nomor selama server mati

Dengan server: serve, worker, demo, backup, restore, verify, doctor, dan perintah Django lain
(bening help).
"""


def main() -> None:
    """Run the command named on the command line and leave with its exit code."""
    arguments = sys.argv[1:]
    match arguments[:1]:
        case [] | ["-h"] | ["--help"]:
            print(HELP, end="")
        case ["--version"]:
            from bening import __version__

            print(__version__)
        case ["score"]:
            from bening.instruments.commands import score

            sys.exit(score.run(arguments[1:]))
        case ["instruments"]:
            from bening.instruments.commands import instruments

            sys.exit(instruments.run(arguments[1:]))
        case ["kiosk"]:
            from bening.queues.kiosk import command

            sys.exit(command.run(arguments[1:]))
        case _:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bening.config.settings")
            from bening.config.commands import run

            run(arguments)


if __name__ == "__main__":
    main()
