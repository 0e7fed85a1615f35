"""Who may do what in the life of a program: every write, and who of `people.WHO` may.

Each action stands once (`module.function`, with a word behind a space where one action has rows
for several places) beside the people to whom it is allowed; everybody else is refused. The sources
are PermenPANRB 90/2021 Annex I and II and 5/2024 Annex II Ch. II, whose people stand in the state
table; what the regulation leaves to practice is said beside the row.
"""

from tests.features.refusals.life.people import WHO

EVERYBODY = " ".join(WHO)
NOBODY = ""
HEAD = "agency_head"
ADMIN = "agency_admin"
INSPECTOR = "inspector"
AGENCY = "agency_head agency_admin"
AGENCY_WIDE = "agency_head agency_admin inspector"
SENDERS = "agency_head inspector"
UNIT_HEAD = "unit_head"
WHOLE_UNIT = "pic unit_head"
OF_UNIT = "area_member area_lead pic unit_head"
RUNS_UNIT = "unit_head parent_head agency_head agency_admin"
"""A head of a unit above runs what covers the units below: campaigns, and what they publish."""
WRITES_PAGE = RUNS_UNIT + " pic"
TEAM = "tpi_member tpi_lead tpi_controller"
TPI = TEAM + " second"
MENTORS = TPI + " inspector"
TPN = "tpn_member tpn_lead tpn_third"
CHAIR = "tpn_lead"
GROUP = "group_lead group_member"

PACTS = {
    "draft_text again": AGENCY,
    "publish_text": AGENCY,
    "open_campaign": AGENCY + " other_head",
    "open_campaign whole agency": AGENCY,
    "change_campaign": RUNS_UNIT,
    "change_campaign whole agency": AGENCY,
    "record_event": RUNS_UNIT,
    "sign_pact": "staff unit_head",
    "sign_pact for staff": "staff",
    "dispute_signature": "staff",
    "declare": "unit_head agency_head",
    "add_declaration_paper": WRITES_PAGE,
    "add_commitment": WRITES_PAGE,
    "act_on_commitment": WRITES_PAGE,
    "close_commitment": WRITES_PAGE,
    "reopen_commitment": WRITES_PAGE,
    "add_news": WRITES_PAGE,
    "remove_news": WRITES_PAGE,
    "open_page": RUNS_UNIT,
    "close_page": RUNS_UNIT,
}
SELECTION = {
    "adopt_criteria": AGENCY,
    "open_round": AGENCY,
    "set_group": AGENCY,
    "add_candidate": GROUP,
    "save_candidate": GROUP,
    "remove_candidate": GROUP,
    "propose": "group_lead",
    "decide": HEAD,
    "return_to_group": HEAD,
    "move_programs": HEAD,
}
MENTORING = {
    "ask": OF_UNIT,
    "edit_question": "pic",  # who asked
    "answer": MENTORS,
    "share": MENTORS,
    "unshare": MENTORS,
    "plan_visit": MENTORS,
    "record_visit": MENTORS,
    "cancel_visit": MENTORS,
    "ask_tpn": MENTORS,
    "ask_tpn in general": MENTORS + " tpi_elsewhere",
    "send_to_tpn": MENTORS,
    "record_tpn_answer": MENTORS,
    "recommend report": MENTORS,
    "recommend monitoring": MENTORS + " " + WHOLE_UNIT,
    "recommend visit": MENTORS,
    "recommend panel": TPN,
    "recommend aftercare": f"{MENTORS} {TPN} agency_head",
    "follow_up": WHOLE_UNIT,
    "follow_up of member": WHOLE_UNIT + " area_member",
    "hand_to": WHOLE_UNIT,
    "postpone": MENTORS,
    "verify": MENTORS,
    "return_to_unit": MENTORS,
    "save_report of unit": WHOLE_UNIT,
    "save_report of tpi": MENTORS,
    "issue_report of unit": UNIT_HEAD,
    "issue_report of tpi": MENTORS,
    "name_partner": WHOLE_UNIT,
    "drop_partner": WHOLE_UNIT,
    "call_ready": WHOLE_UNIT,
    "take_back": WHOLE_UNIT,
}
REVIEWS = {
    "create_team": INSPECTOR,
    "create_team national": "operator",
    "add_member": INSPECTOR,
    "add_member national": "operator",
    "remove_member": INSPECTOR,
    "remove_member national": "operator",
    "close_team": INSPECTOR,
    "close_team national": "operator",
    "set_limits": INSPECTOR,
    "assign": INSPECTOR,
    "assign national": "operator",
    "end_assignment": INSPECTOR,
    "issue_assignment_letter": INSPECTOR,
    "keep_note": EVERYBODY,
    "drop_note": EVERYBODY,
    "open_round": TEAM + " inspector",
    "declare_conflict": TPI,
    "save_mark of members": "tpi_member",
    "send_to_next_tier of members": "tpi_member",
    "close_round too early": NOBODY,
    "write_comment": TEAM,
    "assign_second_evaluator": INSPECTOR,
    "save_second_opinion": "second",
    "send_second_opinions": "second",
    "save_mark of lead": "tpi_lead",
    "return_to_tier of lead": "tpi_lead",
    "send_to_next_tier of lead": "tpi_lead",
    "save_mark of controller": "tpi_controller",
    "return_to_tier of controller": "tpi_controller",
    "close_round": "tpi_controller",
    "save_mark preliminary": "preliminary preliminary_lead",
    "close_round preliminary": "preliminary_lead",
    "save_mark in the field": "tpn_member tpn_lead",
    "record_survey_value": "tpn_member tpn_lead",
    "close_round in the field": "tpn_lead",
}
NOMINATIONS = {
    "enter_value of agency": AGENCY_WIDE,
    "enter_value of unit": AGENCY_WIDE,
    "enter_value of audit": INSPECTOR,
    "set_quota": ADMIN,
    "enter_permit": ADMIN,
    "set_rules": TPN,
    "open_nomination": SENDERS,
    "add_unit": SENDERS,
    "remove_unit": SENDERS,
    "sign_statement": UNIT_HEAD,
    "issue_letter": HEAD,
    "nominate": HEAD,
    "ask_for_package": SENDERS,
    "accept_gate": TPN,
    "decide_selection": TPN,
    "hand_in_repair": SENDERS + " unit_head",
    "file_objection": SENDERS,
    "close_objection_period": TPN,
    "answer_objection": TPN,
    "reject_at_precheck": TPN,
    "write_field_note": TPN,
    "request_clearance": TPN,
    "record_clearance": TPN,
    "open_panel": TPN,
    "add_panel_member": CHAIR,
    "cast_vote": TPN,
    "mark_absent": CHAIR,
    "decide_panel": CHAIR,
    "issue_national_report": CHAIR,
    "award_title": TPN,
    "decline_by_panel": TPN,
    "award_by_agency": HEAD,
}
AFTERCARE = {
    "save_review": MENTORS,
    "close_review": MENTORS,
    "raise_concern": f"{MENTORS} {TPN} agency_head",
    "clarify_concern": MENTORS,
    "keep_title": HEAD,
    "plan_replication": "other_head agency_head inspector",
    "change_replication": "other_head agency_head inspector",
    "set_policy": HEAD,
    "give_reward": HEAD,
    "issue_certificate": HEAD,
    "revoke_title": TPN + " agency_head",
    "revoke_title by own decree": HEAD,
}
CALENDARS = {
    "add_holiday": ADMIN,
    "add_holiday of all": "operator",
    "import_days": ADMIN,
    "import_days of all": "operator",
    "remove_holiday": ADMIN,
    "appoint_deputy": "pic agency_admin",
    "appoint_deputy with role": ADMIN,
    "end_deputy": "unit_head agency_admin",
    "mark_all_read": EVERYBODY,
}
TERMS = {"set_term": ADMIN, "cancel_term": ADMIN}
CHANNEL_REPORTS = {
    "start_report": WHOLE_UNIT,
    "save_report": WHOLE_UNIT,
    "put_cause": WHOLE_UNIT,
    "put_change": WHOLE_UNIT,
    "drop_line": WHOLE_UNIT,
    "follow_up": WHOLE_UNIT,
    "approve_report": UNIT_HEAD,
}
WEALTH_REPORTS = {
    "name_officer": "unit_head agency_head agency_admin",
    "name_officer whole agency": AGENCY,
    "end_officer": "unit_head agency_head agency_admin",
    **dict.fromkeys(
        ("add_duty", "import_recap", "mark_reported", "take_snapshot"),
        "staff",
    ),
}
"""`staff` is the coordinator of the unit, whose duty is no role."""
FINDINGS = {
    "enter_report": INSPECTOR,
    "add_recommendation": INSPECTOR,
    "plan_follow_up": WHOLE_UNIT + " colleague",
    "hand_in": WHOLE_UNIT + " colleague",
    "enter_return": INSPECTOR,
    "verify": INSPECTOR,
    "enter_assessment": INSPECTOR,
    "follow_assessment": INSPECTOR,
}
"""`colleague` is in charge of the recommendation."""
NOTICES = {
    "choose_mail": EVERYBODY,
    "make_address": EVERYBODY,
    "revoke_address": EVERYBODY,
    "set_escalation_days": ADMIN,
}
DOCUMENTS = {
    "attach": f"{OF_UNIT} parent_head {AGENCY_WIDE} preliminary preliminary_lead {TPI} {TPN}",
    "attach of agency": AGENCY_WIDE,
    "withdraw": SENDERS,
}
SERVICES = {
    "add_service": WHOLE_UNIT,
    "change_service": WHOLE_UNIT,
    "close_service": WHOLE_UNIT,
    "offer_again": WHOLE_UNIT,
    "keep_register": WHOLE_UNIT,
}
QUESTIONNAIRES = {
    "adapt": ADMIN,
    "edit": ADMIN,
    "approve": ADMIN,
    "discard": ADMIN,
    "stop_using": ADMIN,
}
SURVEY_PERIODS = {
    "design": WHOLE_UNIT,
    "design_year": WHOLE_UNIT,
    "redesign": WHOLE_UNIT,
    "discard": WHOLE_UNIT,
    "approve": UNIT_HEAD,
    "return_to_design": UNIT_HEAD,
    "open_period": WHOLE_UNIT,
    "close_early": UNIT_HEAD,
}
INVITATIONS = {
    "prepare": WHOLE_UNIT,
    "send_batch": WHOLE_UNIT,
    "remind": WHOLE_UNIT,
    "discard": WHOLE_UNIT,
    "make_cards": WHOLE_UNIT,
}
"""The people of area 6 act beside head and PIC: `tests/features/surveys_staff`."""
SURVEY_RESULTS = {
    "survey_results": {"process_period": WHOLE_UNIT, "confirm_result": UNIT_HEAD},
    "survey_integrity": {"decide_signal": MENTORS, "declare_lost": MENTORS},
    "survey_external": {
        "enter_external_index": f"{MENTORS} {TPN}",
        "withdraw_external_index": f"{MENTORS} {TPN}",
    },
    "survey_importing": {"keep_answer_file": WHOLE_UNIT, "import_answers": WHOLE_UNIT},
    "survey_improvement": {
        "plan_improvement": WHOLE_UNIT,
        "complete_improvement": WHOLE_UNIT + " area_member",  # whose plan it is
        "conclude_follow_up": UNIT_HEAD,
    },
    "survey_publication": {
        "publish_result": UNIT_HEAD,
        "record_publication": WHOLE_UNIT,
        "issue_report": UNIT_HEAD,
    },
    "survey_microdata": {"export_microdata": WHOLE_UNIT},
}
SETS_UP = WHOLE_UNIT  # and people of area 6, who are no row of this table
QUEUE_SETUP = {
    "queue_halls": dict.fromkeys(
        (
            "add_hall",
            "change_hall",
            "set_priority",
            "set_voice",
            "renew_display",
            "set_reach",
            "open_hall",
            "close_hall",
        ),
        SETS_UP,
    ),
    "queue_lines": dict.fromkeys(("set_lines", "change_line"), SETS_UP),
    "queue_places": dict.fromkeys(("add_counters", "set_counters"), SETS_UP),
    "queue_staff": dict.fromkeys(("add_staff", "set_duties", "end_staff", "set_roster"), SETS_UP),
    "queue_hours": dict.fromkeys(
        ("set_hours", "remove_hours", "add_season", "remove_season"), SETS_UP
    ),
    "queue_promises": {"make_promise": SETS_UP},
    "queue_points": dict.fromkeys(
        ("add_point", "rename_point", "renew_secret", "close_point"), SETS_UP
    ),
}
QUEUE_COUNTERS = {
    "queue_counters": {
        "open_counter": "staff",
        "begin_break": "staff",
        "end_break": "staff",
        "call_supervisor": "staff",
        "close_counter": "staff",
        "close_counter of others": "staff unit_head",
    },
    "queue_today": dict.fromkeys(("end_issuing", "resume_issuing"), "unit_head"),
    "queue_calls": {
        "call_next": "staff",
        "call_chosen": "staff",
        "recall": "staff",
        "skip": "staff",
        "return_skipped": "staff",
    },
    "queue_serving": {
        "start": "staff",
        "hold": "staff",
        "resume": "staff",
        "finish": "staff",
        "transfer": "staff",
    },
    "queue_handing": {"hand_out": "staff", "find_page": "staff"},
    "queue_backups": {
        "ask_for_help": "unit_head",
        "withdraw_call": "unit_head",
        "answer_offer": "staff",
    },
    "queue_breaches": {"explain_breach": "unit_head", "give_compensation": "unit_head"},
}
"""`staff` is the officer of the hall, whose place is no role."""
PRELIMINARY = "preliminary preliminary_lead"
RESTARTS = "unit_head inspector"
MOVES = {
    "declared": "unit_head agency_head",
    "chosen": HEAD,
    "building_started": UNIT_HEAD,
    "self_assessment_opened": WHOLE_UNIT,
    "sent_to_preliminary": UNIT_HEAD,
    "sent_to_tpi": UNIT_HEAD,
    "returned_by_preliminary": PRELIMINARY,
    "passed_preliminary": PRELIMINARY,
    "declined_by_preliminary": PRELIMINARY,
    "round_1_closed": TPI,
    "repair_sent": UNIT_HEAD,
    "found_eligible": TPI,
    "not_proposed": TPI,
    "nominated": HEAD,
    "kept_for_agency": HEAD,
    "awarded_by_agency": HEAD,
    "declined_by_agency": HEAD,
    "received_by_tpn": TPN,
    "passed_selection": TPN,
    "failed_selection": TPN,
    "objection_accepted": TPN,
    "objection_closed": TPN,
    "passed_precheck": TPN,
    "failed_precheck": TPN,
    "passed_desk": TPN,
    "stopped_at_desk": TPN,
    "field_closed": TPN,
    "cleared": TPN,
    "awarded": TPN,
    "declined_by_panel": TPN,
    "watched": SENDERS,
    "revoked": TPN + " agency_head",
    "cooling_off_started": SENDERS,
    "cooling_off_over": RESTARTS,
    "coached": RESTARTS,
    "rebuilt": RESTARTS,
}
"""By role alone: which of these people hold the work that a move closes is asked by its action."""

TABLE: dict[str, str] = {
    f"{module}.{row}": who
    for module, found in (
        ("pacts", PACTS),
        ("selection", SELECTION),
        ("mentoring", MENTORING),
        ("reviews", REVIEWS),
        ("nominations", NOMINATIONS),
        ("aftercare", AFTERCARE),
        ("calendars", CALENDARS),
        ("case_terms", TERMS),
        ("channel_reports", CHANNEL_REPORTS),
        ("findings", FINDINGS),
        ("finding_lists", {"import_list": INSPECTOR}),
        ("wealth_reports", WEALTH_REPORTS),
        ("notices", NOTICES),
        ("documents", DOCUMENTS),
        ("services", SERVICES),
        ("questionnaires", QUESTIONNAIRES),
        ("survey_periods", SURVEY_PERIODS),
        ("invitations", INVITATIONS),
        *SURVEY_RESULTS.items(),
        *QUEUE_SETUP.items(),
        *QUEUE_COUNTERS.items(),
        ("letters", {"write_cover_letter": UNIT_HEAD}),
        ("lifecycle", {f"advance {move}": who for move, who in MOVES.items()}),
    )
    for row, who in found.items()
}
INNER = {
    "documents.issue": "part of each action that makes a paper, which checks its own",
    "invitations.take_back": "undoes make_cards where no paper came of it",
    "letters.cover_letter": "the words of write_cover_letter",
    "lifecycle.acting_role": "the check of advance itself",
    "calendars.mark_read": "touches notices of the person alone: calendars.queries.notice_for",
}
"""Called behind the check of another action, or without effect on what is others'."""
