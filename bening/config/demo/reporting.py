"""The site for confidential reports: open, with two handlers and one report that waits."""

from datetime import timedelta

from bening.config.demo.stage import Stage
from bening.domain.whistleblowing import ReportContent
from bening.whistleblowing import once, recipients
from bening.whistleblowing.desk.keys import make_key
from bening.whistleblowing.desk.naming import name_holder
from bening.whistleblowing.filing import file_report
from bening.whistleblowing.models import HolderKind, SiteMode
from bening.whistleblowing.recipients import Involvement
from bening.whistleblowing.sites import set_site

SLUG = "kota-tirtamaya"
PASSPHRASE = "air jernih sampai jauh ke muara"  # noqa: S105 - made up, printed in the guide


def receive(stage: Stage) -> None:
    """Names the handlers, opens the site, files a report two days ago."""
    made = stage.at(20)
    for person, by in ((stage.inspector, stage.admin), (stage.admin, stage.inspector)):
        holder = name_holder(
            agency=stage.agency,
            person=person,
            kind=HolderKind.HANDLER,
            unit=None,
            by=by,
            now=made,
        )
        make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=person,
            now=made,
        )
    site = set_site(
        agency=stage.agency,
        slug=SLUG,
        mode=SiteMode.CENTRAL,
        is_open=True,
        answer_days=5,
        triage_days=10,
        result_days=60,
        keep_years=5,
        keep_identity_years=2,
        other_bodies="Ombudsman Republik Indonesia\nSP4N-LAPOR!",
        by=stage.admin,
        now=made,
    )
    now = stage.at(2)
    opened = once.new_pass(SLUG, now=now - timedelta(minutes=5))
    story = "Petugas di loket pengambilan meminta uang rokok supaya berkas didahulukan."
    file_report(
        site=site,
        unit=None,
        content=ReportContent(
            kind="extortion", what=story, who="petugas loket pengambilan", when="hari Kamis"
        ),
        files=[],
        identity=None,
        chosen=recipients.choose(site, None, Involvement("none"), on=stage.day(2)),
        language="id",
        form=once.read_pass(SLUG, opened, work="", now=now),
        now=now,
    )
