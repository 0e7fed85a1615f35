"""Files one report of a good 20 MB on a database of its own: run under strace by test_disk.py.

python disk_site.py sealed|careless
"""

import os
import sys
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bening.config.settings")


def photographed(size: int) -> bytes:
    """A PDF of some megabytes with the secret as text and a name in its information."""
    import pikepdf

    from tests.features.whistleblowing.reporting import SECRET

    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = "Bambang Penulis"
    noise = os.urandom(size)
    made.Root.Isi = made.make_stream(SECRET.encode() + noise)
    out = BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


def filed() -> int:
    """The status of the answer."""
    import django

    django.setup()
    from django.test import Client

    from tests.features.whistleblowing.reporting import FORM, typed, upload

    content = photographed(20 << 20)
    body = typed(files=[upload("surat.pdf", content)])
    if sys.argv[1] == "careless":  # the control: any other page of the site keeps large files
        return Client().post("/masuk/", body).status_code
    return Client().post(FORM, body).status_code


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.stdout.write(f"{filed()}\n")
