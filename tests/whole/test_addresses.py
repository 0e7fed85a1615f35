"""Each address has one row in the table, and answers everybody as the row says."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from bening.ui import navigation
from tests.people import Cast, sign_in
from tests.whole.addresses import ADDRESSES, PEOPLE, World, patterns

OPEN_TO_EVERYBODY = "open to everybody"
SHIPPED_FOR_ALL = {
    "complaints_public:kinds",
    "complaints_public:list",
    "complaints_public:report",
    "complaints_public:write",
    "complaints_public:year",
    "conflicts:public_report",
    "evaluations:instrument",
}
"""Instruments that every installation brings are nobody's; a unit's form is for the public."""


@dataclass(frozen=True)
class Everybody:
    """All of `PEOPLE`, and the session of each who is signed in."""

    world: World
    sessions: dict[str, str]

    def client(self, who: str) -> Client:
        """A browser of theirs that has not been anywhere."""
        client = Client()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everybody]:
    """Made and signed in once; what a test does is rolled back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        world, sessions = World(Cast()), {}
        for who in PEOPLE:
            if person := world.person(who):
                signed_in = sign_in(Client(), person)
                sessions[who] = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        yield Everybody(world, sessions)
        transaction.set_rollback(True)


def test_every_address_has_one_row_and_every_row_an_address() -> None:
    named = {name for name, _ in patterns() if not name.startswith("api:")}

    assert named == set(ADDRESSES)


def test_every_row_names_its_rule_and_an_answer_for_everybody() -> None:
    for name, row in ADDRESSES.items():
        assert row.rule, name
        assert len(row.answers.split()) == len(PEOPLE), name


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_everybody_is_answered_as_the_table_says(everybody: Everybody, db: None, name: str) -> None:
    row, world = ADDRESSES[name], deepcopy(everybody.world)
    address = reverse(name, args=row.keys(world))
    given = []
    for who in PEOPLE:
        cache.clear()
        client = everybody.client(who)
        held = transaction.savepoint()
        answer = client.post(address, {}) if row.post else client.get(address)
        transaction.savepoint_rollback(held)
        given.append(str(answer.status_code))
        if who == "nobody" and row.answers.startswith("302") and "/masuk/" not in address:
            assert row.rule.startswith("open") or answer.headers["Location"].startswith("/masuk/")

    assert dict(zip(PEOPLE, given, strict=True)) == dict(
        zip(PEOPLE, row.answers.split(), strict=True)
    )


def test_what_names_something_of_an_agency_is_not_there_for_outsiders() -> None:
    keyed = {
        name: row.answers.split()
        for name, row in ADDRESSES.items()
        if "<uuid:" in dict(patterns())[name] and name not in SHIPPED_FOR_ALL
    }

    for name, answers in keyed.items():
        outsider = answers[PEOPLE.index("outsider")]
        assert outsider in {"404", "403"}, name
        if outsider == "403":  # who administers nothing is told before the key is looked at
            assert answers[PEOPLE.index("pic")] == "403", name


def test_the_anonymous_reach_only_what_is_open() -> None:
    for name, row in ADDRESSES.items():
        if row.answers.split()[0] == "200":
            assert row.rule in {OPEN_TO_EVERYBODY, "open to whoever knows the code"}, name


REACHED_FROM = {
    "whistleblowing": {
        "whistleblowing:sites": "its own address, on posters",
        "whistleblowing:start": "list of sites and settings",
        "whistleblowing:report": "first page of the site",
        "whistleblowing:box": "first page of the site",
        "whistleblowing:send": "an open box",
        "whistleblowing:consent": "an open box",
        "whistleblowing:proof": "an open box",
        "whistleblowing:exit": "head of each page of the house",
    },
    "complaints_public": {
        "complaints_public:case": "page of the report that was sent, typed code",
        "complaints_public:home": "foot of the reporters' pages, poster",
        "complaints_public:kinds": "list of offices",
        "complaints_public:list": "foot of the reporters' pages",
        "complaints_public:report": "foot of the reporters' pages",
        "complaints_public:sent": "after sending",
        "complaints_public:write": "choice of the kind",
        "complaints_public:year": "page of the figures",
    },
    "gratuities": {
        "gratuities:new": "page of gifts",
        "gratuities:register": "page of gifts, for the UPG",
        "gratuities:register_file": "register",
        "gratuities:figures": "register",
        "gratuities:figures_file": "periodic report",
        "gratuities:campaigns": "page of gifts",
        "gratuities:campaign": "calendar of campaigns",
        "gratuities:campaign_proof": "page of the campaign",
        "gratuities:office": "page of gifts",
        "gratuities:report": "list of own reports",
        "gratuities:edit": "page of the report",
        "gratuities:photo": "page of the report",
        "gratuities:form_file": "page of the report",
    },
    "findings": {
        "findings:reports": "list of recommendations, for the internal auditor",
        "findings:recommendation": "list of recommendations, turns",
        "findings:assessments": "list of recommendations",
        "findings:assessment": "list of assessments",
        "findings:report_file": "list of recommendations",
        "findings:report_paper": "list of recommendations",
        "findings:import": "list of recommendations, for the internal auditor",
        "findings:import_template": "page of the import",
    },
    "wealth_reports": {
        "wealth_reports:totals_file": "duty lists",
        "wealth_reports:totals_paper": "duty lists",
        "wealth_reports:mine": "duty lists, turns",
        "wealth_reports:import": "duty lists, for coordinators",
        "wealth_reports:import_template": "page of the import",
        "wealth_reports:officers": "duty lists",
        "wealth_reports:duty": "duty lists",
    },
    "risks": {
        "risks:schemes": "list of registers",
        "risks:matrix": "list of registers",
        "risks:unit": "list of registers",
        "risks:register": "list of registers",
        "risks:add": "page of the register",
        "risks:file": "page of the register",
        "risks:risk": "page of the register",
        "risks:change": "page of the risk",
    },
    "accounts": {
        "accounts:forgot": "sign-in page",
        "accounts:accept": "invitation link",
        "accounts:team": "page of the unit and proposals of facts",
        "accounts:switch_unit": "top bar",
        "accounts:person_new": "list of people",
        "accounts:person": "list of people",
        "accounts:import": "administration",
        "accounts:import_template": "page of the import",
        "accounts:import_preview": "page of the import",
        "accounts:people": "tabs of the administration",
    },
    "agencies": {
        "agencies:agencies": "home of the operator",
        "agencies:agency_new": "list of agencies",
        "agencies:agency": "administration",
        "agencies:units": "tabs of the administration",
        "agencies:unit_new": "list of units",
        "agencies:unit": "list of units",
        "agencies:joint_areas": "tabs of the administration",
        "agencies:joint_area_new": "list of joint areas",
        "agencies:joint_area": "list of joint areas",
    },
    "evaluations": {
        "evaluations:sheet": "entry Lembar kerja, which finds the sheet of the unit",
        "evaluations:filters": "sheet",
        "evaluations:question": "sheet",
        "evaluations:rest": "part of the sheet",
        "evaluations:parts": "part of the sheet",
        "evaluations:answer": "part of the sheet",
        "evaluations:history": "question",
        "evaluations:assignment": "question",
        "evaluations:check": "sheet",
        "evaluations:snapshot": "check page",
        "evaluations:snapshot_file": "snapshot",
        "evaluations:workbook": "check page",
        "evaluations:sheet_pdf": "check page",
        "evaluations:score_pdf": "check page",
        "evaluations:answers_file": "check page",
        "evaluations:import": "check page",
        "evaluations:cycles": "programs",
        "evaluations:cycle_new": "cycles",
        "evaluations:cycle": "cycles",
        "evaluations:instruments": "programs",
        "evaluations:compare": "instruments",
        "evaluations:instrument_import": "instruments",
        "evaluations:instrument": "instruments",
        "evaluations:instrument_template": "page of the instrument",
    },
    "programs": {"programs:awards": "programs and page of the unit"},
    "evidence": {
        "evidence:add_link": "library",
        "evidence:upload": "script of the library",
        "evidence:question": "question",
        "evidence:reuse": "question",
        "evidence:question_link": "question",
        "evidence:evidence": "library",
        "evidence:file": "page of the evidence",
        "evidence:picture": "page of the evidence",
        "evidence:thumbnail": "library",
        "evidence:archive": "check page",
    },
    "audit": {
        "audit:checkpoints": "public: address in mails and guides",
        "audit:public_key": "checkpoints",
        "audit:checkpoint": "checkpoints",
        "audit:log": "public: page of verification",
        "audit:leaf": "public: QR of receipts",
        "audit:leaf_proof": "page of the leaf",
        "audit:growth": "for programs: guide of verification",
    },
    "ui": {
        "ui:components": "for those who build pages",
        "ui:set_language": "preferences in the menu of the person",
        "ui:help_page": "list of guides",
        "ui:help_picture": "part of a guide",
    },
    "channel_reports": {
        "channel_reports:report": "list",
        "channel_reports:drop": "page of the evaluation",
        "channel_reports:follow": "page of the evaluation",
    },
    "casework": {
        "casework:terms": "tabs of the calendar",
        "casework:term": "terms",
        "casework:cancel_term": "page of the term",
    },
    "calendars": {
        "calendars:deputies": "holidays",
        "calendars:proposal": "holidays",
        "calendars:remove_holiday": "holidays",
    },
    "notices": {
        "notices:count": "bell of each page",
        "notices:escalation": "tabs of the calendar",
        "notices:feed": "calendar programs, by the secret address",
    },
    "mentoring": {
        "mentoring:ask": "consultations",
        "mentoring:consultation": "consultations",
        "mentoring:plan_visit": "visits",
        "mentoring:preparation": "page of the program, turns",
        "mentoring:recommendation": "recommendations",
        "mentoring:recommendations_by_unit": "recommendations",
        "mentoring:recommendations_export": "recommendations",
        "mentoring:report": "reports",
        "mentoring:reports": "tabs of the mentoring",
        "mentoring:shared": "tabs of the mentoring",
        "mentoring:tpn_question": "questions to the TPN",
        "mentoring:tpn_questions": "tabs of the mentoring",
        "mentoring:visit": "visits",
        "mentoring:visits": "tabs of the mentoring",
        "mentoring:write_report": "reports",
        "mentoring:write_tpn_question": "questions to the TPN",
    },
    "services": {
        "services:add": "list of services",
        "services:import": "register",
        "services:register": "tabs of services",
        "services:service": "list of services",
        "services:template": "import of the register",
    },
    "surveys": {
        "surveys:batch": "period",
        "surveys:cards": "period",
        "surveys:change_period": "period",
        "surveys:invite": "period",
        "surveys:invite_template": "invitation by mail",
        "surveys:period": "periods",
        "surveys:plan": "periods",
        "surveys:plan_year": "periods",
        "surveys:preview": "questionnaire",
        "surveys:questionnaire": "questionnaires",
        "surveys:questionnaire_edit": "questionnaire",
        "surveys:questionnaires": "tabs of surveys",
    },
    "selection": {
        "selection:candidate": "matrix of the round",
        "selection:criteria": "rounds",
        "selection:decide": "matrix of the round",
        "selection:group": "matrix of the round",
        "selection:open_round": "rounds",
        "selection:round": "rounds",
    },
    "pacts": {
        "pacts:sign": "own pacts",
        "pacts:download": "own pacts",
        "pacts:texts": "tabs of the pacts",
        "pacts:text": "texts",
        "pacts:campaigns": "tabs of the pacts",
        "pacts:campaign": "campaigns",
        "pacts:papers": "part of the campaign",
        "pacts:event": "campaign",
        "pacts:declare": "tabs of the pacts",
        "pacts:declaration": "page of declaring and of the program",
        "pacts:page": "page of the program",
        "pacts:commitments": "page of the program",
        "pacts:commitment": "register of commitments",
        "pacts:public_pages": "public: addresses that units spread",
        "pacts:public_page": "list of public pages",
    },
    "programs by year": {
        "programs:cycle_dates": "page of the cycle",
        "programs:program": "list of programs",
    },
    "documents": {
        "documents:ask": "public: printed below the QR of each document",
        "documents:authority": "public: page of verification",
        "documents:document": "list of documents and page of the program",
        "documents:editable": "page of the document",
        "documents:file": "page of the document",
        "documents:picture": "page of the document",
        "documents:seal": "page of the document",
        "documents:verify": "public: QR of each document",
        "documents:receipt": "public: page of verification",
    },
    "reviews": {
        "reviews:figures": "team",
        "reviews:panel": "part of the review screen",
        "reviews:round": "rounds",
        "reviews:second": "rounds",
        "reviews:sheet": "round",
        "reviews:team": "teams",
        "reviews:teams": "rounds",
    },
    "nominations": {
        "nominations:national_program": "programs of the national team",
        "nominations:nomination": "proposals",
        "nominations:objection_pack": "page of the program",
        "nominations:package": "proposal",
        "nominations:panel": "page of the national program",
        "nominations:program": "page of the program",
        "nominations:requirements": "proposals",
        "nominations:value": "requirements",
    },
    "aftercare": {
        "aftercare:concern": "title",
        "aftercare:register": "public: register of titles",
        "aftercare:replication": "replications",
        "aftercare:replications": "titles",
        "aftercare:review": "title",
        "aftercare:rewards": "titles",
        "aftercare:title": "titles",
    },
    "desk of protected reports": {
        "whistleblowing:evaluation": "list of evaluations",
        "whistleblowing:evaluations": "desk",
        "whistleblowing:figures": "desk",
        "whistleblowing:file": "report",
        "whistleblowing:held": "desk",
        "whistleblowing:keys": "desk",
        "whistleblowing:letter": "report",
        "whistleblowing:log": "desk",
        "whistleblowing:make_key": "desk",
        "whistleblowing:officers": "desk",
        "whistleblowing:passing_letter": "report",
        "whistleblowing:terms": "desk",
    },
    "complaints": {
        "complaints:complaint": "desk",
        "complaints:entry": "desk",
        "complaints:file": "page of the complaint",
        "complaints:lapor": "desk",
        "complaints:none": "desk",
        "complaints:officers": "desk",
    },
    "discipline": {
        "discipline:cases": "home of discipline",
        "discipline:register": "home of discipline",
        "discipline:workbook": "list of cases",
        "discipline:case": "list of cases",
        "discipline:case_file": "page of the case",
        "discipline:own": "home of discipline",
        "discipline:own_file": "one's own page of the case",
        "discipline:unit": "home of discipline",
    },
    "conflicts": {
        "conflicts:case": "list of declarations",
        "conflicts:case_file": "page of the declaration",
        "conflicts:cases": "tabs of conflicts of interest",
        "conflicts:consultation": "list of consultations",
        "conflicts:consultations": "tabs of conflicts of interest",
        "conflicts:declare": "home of conflicts of interest",
        "conflicts:function": "page of the unit",
        "conflicts:list": "list of interests",
        "conflicts:list_file": "page of the list",
        "conflicts:lists": "tabs of conflicts of interest",
        "conflicts:measure": "page of the declaration",
        "conflicts:public_report": "public: list of units",
        "conflicts:public_status": "public: list of units",
        "conflicts:public_units": "public: given out by agencies",
        "conflicts:register": "list of declarations",
        "conflicts:statement": "list of statements",
        "conflicts:statements": "tabs of conflicts of interest",
        "conflicts:unit": "list of units",
        "conflicts:units": "tabs of conflicts of interest",
    },
    "results of surveys": {
        "surveys:external_unit": "list of values from outside",
        "surveys:import": "tabs of a period's result",
        "surveys:import_mapping": "import",
        "surveys:improvement": "list of plans",
        "surveys:improvements": "tabs of a period's result",
        "surveys:integrity": "tabs of a period's result",
        "surveys:publish": "tabs of a period's result",
        "surveys:result": "period",
        "surveys:result_breakdown": "result",
        "surveys:result_group": "breakdown of a result",
        "surveys:suggestions": "tabs of a period's result",
    },
    "surveys for everybody": {
        "surveys:assisted": "page of the period",
        "surveys:code": "public: printed on cards and posters",
        "surveys:kiosk": "public: page of the period",
        "surveys:personal": "public: link of an invitation",
        "surveys:poster": "page of the period",
        "surveys:poster_file": "poster",
        "surveys:privacy": "foot of each page of a survey",
        "surveys:public_result": "foot of each page of a survey",
        "surveys:rating": "public: page of the period",
        "surveys:receipts": "foot of each page of a survey",
        "surveys:receipts_file": "list of receipts",
        "surveys:result_file": "public result",
        "surveys:start": "public: address that units spread",
        "surveys:thanks": "public: after an answer",
    },
    "halls that are set up": {
        "queues:add_hall": "list of halls",
        "queues:all_prints": "points of a hall",
        "queues:point_prints": "points of a hall",
        "queues:reach_test": "public: code of a page of the set-up",
        "queues:setup": "list of halls",
        "queues:setup_line": "lines of a hall",
        "queues:setup_step": "overview of a set-up",
    },
    "visitors of halls": {
        "queues:book": "public: choice of a service",
        "queues:cancel": "public: page of a ticket",
        "queues:choose": "public: stickers, posters, display",
        "queues:late": "public: page of a ticket",
        "queues:manifest": "head of each page of a visitor",
        "queues:offline": "kept by the worker of a visitor's page",
        "queues:reopen": "public: page of a ticket",
        "queues:sticker": "public: sticker of a point",
        "queues:ticket": "public: after a number was taken",
        "queues:ticket_worker": "registered by a visitor's page",
        "queues:worker": "registered by a visitor's page",
    },
    "promises of halls": {
        "queues:backups": "board, and the notice of an offer",
        "queues:breach": "list of promises not kept",
        "queues:breaches": "board",
        "queues:figures": "public: promise explained, statistics",
        "queues:figures_file": "public figures of a hall",
        "queues:planning": "board",
        "queues:promise": "public: page of a ticket, public figures of a hall",
        "queues:statistics": "board",
        "queues:statistics_file": "statistics",
    },
    "counters of halls": {
        "queues:board": "list of halls",
        "queues:console": "list of halls and board",
        "queues:display": "board",
        "queues:end_issuing": "board",
        "queues:hand_out": "counter and board",
        "queues:handed": "after numbers were handed out",
        "queues:kiosk": "opened on the kiosk itself",
        "queues:lost_page": "counter",
        "queues:slips": "page of numbers handed out",
        "queues:other_number": "counter",
        "queues:transfer": "counter",
    },
    "dashboards": {"dashboards:board_file": "monitoring board"},
    "health": {"health": "for monitors", "reviews:worker": "registered by a field worksheet"},
}
OF_SIGNING_IN = ("account_", "mfa_", "socialaccount_", "openid_", "usersessions_")
"""Pages of signing in and of one's own account: from the sign-in page and the account menu."""


def test_every_page_is_in_the_navigation_or_is_said_to_be_reached_from_elsewhere() -> None:
    in_navigation = {entry.url_name for entry in navigation.entries()}
    elsewhere = {name for names in REACHED_FROM.values() for name in names}
    pages = {
        name
        for name, row in ADDRESSES.items()
        if not row.post and not name.startswith(OF_SIGNING_IN)
    }

    assert pages - in_navigation - elsewhere == set()
    assert elsewhere & in_navigation == set()
    assert elsewhere - set(ADDRESSES) == set()
