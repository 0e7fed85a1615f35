"""Mail through a live server: invitations and checkpoints arrive, and wait while it is down."""

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.mail_server import mail_server
from tests.servers import Running, bening, free_port, serve
from tests.whole.test_killed import rows
from tests.whole.visitor import Visitor

ADMIN = "admin@tirtamaya.example"
PASSWORD = "Sungai-jernih-77"
AUDITOR = "pemeriksa@luar.example"


def wait_for(what: Callable[[], Any], why: str, seconds: float = 120) -> Any:
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, why
        time.sleep(0.1)
    return found


def change(data: Path, sql: str) -> None:
    with sqlite3.connect(data / "bening.sqlite3", timeout=20) as database:
        database.execute(sql)


def administrator(running: Running) -> Visitor:
    visitor = Visitor(running.url, running.port)
    assert visitor.sign_in(ADMIN, PASSWORD).status == 302
    return visitor


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    return str(body.get_content())


def mending(running: Running) -> str:
    return bening("doctor", environment=running.environment, check=False).stdout


def test_mails_wait_for_a_server_that_is_down_and_then_arrive(
    demo_data: Path, tmp_path: Path
) -> None:
    data, port = tmp_path / "data", free_port()
    shutil.copytree(demo_data, data)
    settings: Any = {
        "BENING_DEMO": "ya",
        "BENING_MAIL_HOST": "127.0.0.1",
        "BENING_MAIL_PORT": str(port),
        "BENING_MAIL_FROM": "bening@tirtamaya.example",
    }
    [(key, address)] = rows(
        data, "SELECT id, email FROM accounts_person WHERE email = 'pokja5@tirtamaya.example'"
    )
    links = f"SELECT count(*) FROM accounts_invitation WHERE person_id = '{key}'"
    retries = (
        "SELECT status, args_kwargs FROM django_tasks_database_dbtaskresult "
        "WHERE task_path = 'bening.accounts.jobs.mail_link' ORDER BY enqueued_at"
    )

    with serve(data, **settings) as running:
        admin = administrator(running)
        wait_for(lambda: rows(data, "SELECT 1 FROM audit_checkpoint"), "no checkpoint is issued")
        assert admin.get("/administrasi/titik-periksa/").status == 200
        assert admin.post("/administrasi/titik-periksa/", email=AUDITOR).status == 302
        before = rows(data, links)
        asked = admin.post(f"/administrasi/orang/{_dashed(key)}/tautan/")
        assert asked.status == 302, asked.text
        found = wait_for(lambda: rows(data, retries)[1:], "the job does not come again")
        assert found[0][0] == "READY"
        assert json.loads(found[0][1])["args"][-1] == 2
        assert rows(data, links) == before, "a link was made that nobody was sent"

        said = mending(running)
        assert "127.0.0.1 tidak menjawab" in said
        assert "1 tautan dan" in said

    waiting = "SELECT fault FROM audit_checkpointdelivery WHERE sent_at IS NULL"
    assert len(rows(data, waiting)) == 1
    change(data, "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at")
    change(data, "UPDATE audit_checkpointdelivery SET tried_at = NULL")

    with mail_server(port) as server, serve(data, **settings) as running:
        server.says[address] = "451 4.7.1 later"
        wait_for(lambda: rows(data, retries)[2:], "a temporary refusal is not tried again")
        assert not server.to(address)
        server.says.clear()
        change(data, "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at")

        link = re.compile(rf"{re.escape(running.url)}(/undangan/\S+/)")
        # Notices of what is overdue come to the same address.
        [path] = wait_for(
            lambda: [found for mail in server.to(address) for found in link.findall(text_of(mail))],
            "the invitation does not arrive",
        )
        guest = Visitor(running.url, running.port)
        assert guest.get(path).status == 200

        [mail] = wait_for(lambda: server.to(AUDITOR), "the checkpoint does not arrive")
        [attached] = mail.iter_attachments()
        checkpoint = tmp_path / str(attached.get_filename())
        checkpoint.write_bytes(attached.get_payload(decode=True))
        bening("verify", "--checkpoint", str(checkpoint), environment=running.environment)

        wait_for(lambda: not rows(data, waiting), "the delivery is not noted")
        assert rows(data, "SELECT count(*) FROM audit_checkpointdelivery") == [(1,)]
        said = mending(running)
        assert "Lewat 127.0.0.1" in said
        assert "belum terkirim" not in said


def _dashed(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
