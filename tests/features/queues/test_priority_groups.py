"""Who may ask to go first is said alike everywhere, because it is written in one place."""

from pathlib import Path

from bening import queues
from bening.queues.priority_groups import no_proof_asked, priority_groups

FOLDER = Path(queues.__file__).parent
HOME = "priority_groups.py"


def test_no_other_file_of_the_queue_lists_the_groups() -> None:
    files = [one for one in FOLDER.rglob("*") if one.suffix in {".py", ".html", ".js"}]
    assert len(files) > 100
    found = {one.name for one in files if "lansia" in one.read_text("utf-8").lower()}
    assert found == {HOME}


def test_the_list_begins_a_sentence_and_stands_within_one() -> None:
    assert priority_groups().startswith("lansia, penyandang disabilitas")
    assert no_proof_asked().startswith("Lansia, penyandang disabilitas")
    assert no_proof_asked().endswith("sakit. Tidak perlu bukti, alasannya tidak kami catat.")
