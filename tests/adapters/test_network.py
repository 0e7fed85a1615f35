"""Listening, and being the only process."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bening.adapters.network import CannotListen, lan_address, listen
from bening.adapters.one_process import AlreadyRunning, only_process
from tests.servers import ROOT, free_port


def test_a_taken_port_is_said() -> None:
    port = free_port()
    with listen(["127.0.0.1"], port)[0], pytest.raises(CannotListen) as refused:
        listen(["127.0.0.1"], port)

    assert refused.value.code == "port_taken"
    assert refused.value.values["port"] == port


def test_an_address_of_another_machine_is_said() -> None:
    with pytest.raises(CannotListen) as refused:
        listen(["192.0.2.77"], free_port())

    assert refused.value.code == "no_such_address"


def test_the_name_localhost_is_served_in_both_families() -> None:
    port = free_port()
    sockets = listen(["127.0.0.1", "::1"], port)

    assert sockets[0].getsockname() == ("127.0.0.1", port)
    for one in sockets:
        one.close()


def test_a_socket_that_was_opened_before_a_refusal_is_closed() -> None:
    port = free_port()
    with pytest.raises(CannotListen):
        listen(["127.0.0.1", "192.0.2.77"], port)

    with socket.socket() as free:
        free.bind(("127.0.0.1", port))


def test_the_local_address_is_one_of_this_machine() -> None:
    address = lan_address()

    if address != "localhost":
        with socket.socket() as own:
            own.bind((address, 0))


def test_a_second_process_is_refused_and_the_first_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_process(lock), pytest.raises(AlreadyRunning) as refused, only_process(lock):
        pass
    assert refused.value.values["pid"] == str(os.getpid())

    with only_process(lock):
        pass


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from bening.adapters.one_process import only_process\n"
        "with only_process(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(lock)], cwd=ROOT, check=False)
    assert done.returncode == -9

    with only_process(lock):
        pass
