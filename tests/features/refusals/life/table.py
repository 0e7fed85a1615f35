"""Who may do what in the life of a program: every write, and who of `people.WHO` may.

Each action stands once (`module.function`, with a word behind a space where one action has rows
for several places) beside the people to whom it is allowed; everybody else is refused. The sources
are PermenPANRB 90/2021 Annex I and II and 5/2024 Annex II Ch. II, whose people stand in the state
table; what the regulation leaves to practice is said beside the row.
"""

from tests.features.refusals.life.people import WHO

EVERYBODY = " ".join(WHO)
NOBODY = ""
OF_AGENCY = " ".join(who for who in WHO if not who.startswith(("out", "operator", "tpn")))
"""Everybody of the agency; TPN and the operator are of none."""
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
DESK = "colleague staff"
"""Coordinator and liaison of complaints, whose duties are no roles; `group_member` handles them."""
WATCHES = "unit_head parent_head inspector agency_head"
COMPLAINTS = {
    "complaint_desk": {
        "verify": DESK,
        "refuse": DESK,
        "redirect": DESK,
        "forward": DESK,
        "assign": DESK,
        "start": DESK + " group_member",
        "ask": DESK + " group_member",
        "note": f"{DESK} group_member {WATCHES}",
        "answer": DESK + " group_member",
    },
    "complaint_settling": {
        "close_silent": DESK,
        "merge": DESK,
        "hand_over": "colleague " + WATCHES,
        "raise_concern": "colleague " + WATCHES,
    },
    "complaint_appeals": {"decide_appeal": "colleague " + WATCHES},
    "complaint_people": {
        "name_party": f"{DESK} group_member {WATCHES}",
        "remove_party": f"{DESK} group_member {WATCHES}",
        "open_identity": DESK + " group_member",
        "give_duty": "unit_head parent_head agency_admin",
        "give_duty of agency": ADMIN,
        "end_duty": "unit_head parent_head agency_admin",
    },
    "complaint_files": {"open_file": DESK + " group_member"},
    "complaint_filing": {"enter_complaint": DESK + " group_member"},
    "complaint_lapor": {"import_list": "colleague"},
    "complaint_years": {"state_none": DESK + " unit_head", "confirm_none": MENTORS},
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
UPG = "staff"
WITH_HELPER = "staff area_member"
REPORTER = "colleague"
GRATUITIES = {
    "name_officer": AGENCY,
    "name_officer helper": AGENCY + " unit_head",
    "end_officer": AGENCY,
    "end_officer helper": AGENCY + " unit_head",
    "enter_basis": f"{AGENCY} {UPG}",
    "enter_basis of unit": f"{AGENCY} unit_head {WITH_HELPER}",
    "plan_campaign": f"{OF_UNIT} parent_head {UPG}",
    "hold_campaign": f"{OF_UNIT} parent_head {UPG}",
    "cancel_campaign": f"{OF_UNIT} parent_head {UPG}",
    "save_draft new": OF_AGENCY,
    "save_draft": REPORTER,
    "add_photo": REPORTER,
    "remove_photo": REPORTER,
    "submit_report": REPORTER,
    "discard_draft": REPORTER,
    "complete_report": REPORTER,
    "open_report": WITH_HELPER,
    "pass_on": WITH_HELPER,
    "move_goods at helper": WITH_HELPER,
    **dict.fromkeys(
        (
            "move_goods",
            "ask_completion",
            "verify_report",
            "drop_incomplete",
            "manage_here",
            "forward_to_kpk",
            "record_refusal",
            "decide",
            "settle",
            "note_direct",
            "open_direct",
            "decide_direct",
            "correct_direct",
            "drop_direct",
        ),
        UPG,
    ),
}
"""`staff` is the UPG and `area_member` its helper; neither is a role. Everybody may have a gift."""
WITH_AGENCY = " ".join(who for who in WHO if who != "operator" and not who.startswith("tpn"))
KEEPS_CONFLICTS = "colleague area_lead pic unit_head parent_head"
"""The colleague is the officer for conflicts of interest of the unit."""
CONFLICTS = {
    "start_list": WITH_AGENCY,
    "add_interest": "staff",
    "remove_interest": "staff",
    "state_no_interest": "staff",
    "sign_list": "staff",
    "declare_conflict": WITH_AGENCY,
    "decide_case": UNIT_HEAD,
    "add_measure": UNIT_HEAD,
    "finish_measure": "staff unit_head",
    "check_case": "colleague unit_head",
    "close_case": UNIT_HEAD,
    "identify_person": "colleague unit_head inspector",
    "open_case": "staff colleague unit_head inspector",
    "open_list": "staff colleague unit_head inspector",
    "open_consultation": "staff colleague",
    "answer_consultation": "colleague",
    "ask_consultation": WITH_AGENCY,
    "name_officer": "unit_head parent_head agency_admin",
    "end_officer": "unit_head parent_head agency_admin",
    "add_function": KEEPS_CONFLICTS,
    "map_function": KEEPS_CONFLICTS,
    "close_function": KEEPS_CONFLICTS,
    "hold_outreach": KEEPS_CONFLICTS,
    "apply_to_service": KEEPS_CONFLICTS,
    "end_service": KEEPS_CONFLICTS,
    "ask_statement": KEEPS_CONFLICTS,
    "give_statement": "staff",
}
DECIDES = "unit_head parent_head agency_head"
KEEPS_RULES = "colleague pic unit_head parent_head"
DISCIPLINE = {
    **dict.fromkeys(("name_officer", "end_officer"), "unit_head parent_head agency_admin"),
    **dict.fromkeys(("enter_rule", "end_rule", "hold_outreach"), KEEPS_RULES),
    **dict.fromkeys(("register_case", "name_examiner", "release_examiner"), DECIDES + " colleague"),
    **dict.fromkeys(("drop_case", "decide_case", "return_proposal", "hand_to_law"), DECIDES),
    **dict.fromkeys(("set_level", "summon", "record_attendance"), "colleague group_member"),
    **dict.fromkeys(("examine", "propose"), "group_member"),
    **dict.fromkeys(("hand_over", "settle_appeal", "start_sanction", "close_case"), "colleague"),
    "file_appeal": "staff colleague",
    "open_case": DECIDES + " colleague group_member",
    "open_own": "staff",
    **dict.fromkeys(
        ("note_register", "look_at_recap"), DECIDES + " other_head outside_head colleague"
    ),
    **dict.fromkeys(
        ("import_recap", "open_for_absence", "set_absence_aside"), DECIDES + " colleague"
    ),
}
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
FINDING_LAW = {"hand_to_law": INSPECTOR}
"""`colleague` is in charge of the recommendation."""
KEEPS_RISKS = "group_member area_lead pic unit_head"
RISKS = {
    "open_register": KEEPS_RISKS,
    "add_risk": KEEPS_RISKS,
    "change_risk": KEEPS_RISKS,
    "drop_risk": KEEPS_RISKS,
    "assess_risk": KEEPS_RISKS + " colleague",
    "plan_action": KEEPS_RISKS + " colleague",
    "finish_action": KEEPS_RISKS + " staff",
    "record_event": KEEPS_RISKS + " colleague",
    "add_indicator": KEEPS_RISKS + " colleague",
    "read_indicator": KEEPS_RISKS + " colleague",
    "adopt_register": UNIT_HEAD,
    "prove_environment": KEEPS_RISKS,
    "end_proof": KEEPS_RISKS,
    "tell_control": KEEPS_RISKS,
    "enter_maturity": KEEPS_RISKS,
    "verify_maturity": INSPECTOR,
    "name_officer": "unit_head agency_admin",
    "end_officer": "unit_head agency_admin",
    "set_matrix": "agency_head agency_admin",
    "review_quarter": KEEPS_RISKS,
    "confirm_review": UNIT_HEAD,
}
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

KEEPS_SITE = "agency_admin inspector"
SEALED_TO = "colleague staff"
"""The handlers who held keys when the report came (`of_whistleblowing`)."""
WHISTLEBLOWING = {
    "wbs_sites": {"set_site": KEEPS_SITE},
    "wbs_naming": {"name_holder": KEEPS_SITE, "dismiss_holder": KEEPS_SITE},
    "wbs_evaluating": {"publish_evaluation": INSPECTOR, "settle_point": INSPECTOR},
    "wbs_keys": {"make_key": "area_member", "change_passphrase": "colleague"},
    "wbs_steps": {"take_step": SEALED_TO, "write_message": SEALED_TO, "write_note": SEALED_TO},
    "wbs_granting": {"grant": SEALED_TO, "hand_over": SEALED_TO, "renew": SEALED_TO},
    "wbs_identity": {
        "ask": SEALED_TO,
        "agree": "staff",  # who asked can't agree
        "refuse": SEALED_TO,
        "read": "colleague",  # who asked
    },
    "wbs_passing": {
        "ask_consent": SEALED_TO,
        "pass_agreed": SEALED_TO,
        "pass_without": SEALED_TO,
    },
    "wbs_recovery": {
        "ask_recovery": KEEPS_SITE,
        "give_part": "group_member",  # the second custodian first
        "refuse_recovery": f"{KEEPS_SITE} group_lead group_member",
        "receive": "staff",
    },
}
TABLE: dict[str, str] = {
    f"{module}.{row}": who
    for module, found in (
        ("pacts", PACTS),
        ("selection", SELECTION),
        ("mentoring", MENTORING),
        ("reviews", REVIEWS),
        ("nominations", NOMINATIONS),
        ("aftercare", AFTERCARE),
        *COMPLAINTS.items(),
        ("calendars", CALENDARS),
        ("case_terms", TERMS),
        ("gratuities", GRATUITIES),
        ("conflicts", CONFLICTS),
        ("discipline", DISCIPLINE),
        ("channel_reports", CHANNEL_REPORTS),
        ("findings", FINDINGS),
        ("finding_law", FINDING_LAW),
        ("finding_lists", {"import_list": INSPECTOR}),
        ("wealth_reports", WEALTH_REPORTS),
        ("risks", RISKS),
        ("notices", NOTICES),
        ("documents", DOCUMENTS),
        ("services", SERVICES),
        ("questionnaires", QUESTIONNAIRES),
        ("survey_periods", SURVEY_PERIODS),
        ("invitations", INVITATIONS),
        *SURVEY_RESULTS.items(),
        *QUEUE_SETUP.items(),
        *QUEUE_COUNTERS.items(),
        *WHISTLEBLOWING.items(),
        ("letters", {"write_cover_letter": UNIT_HEAD}),
        ("lifecycle", {f"advance {move}": who for move, who in MOVES.items()}),
    )
    for row, who in found.items()
}
INNER = {
    "wbs_granting.take_over": "part of receive",
    "wbs_keys.check_new_passphrase": "part of make_key and change_passphrase",
    "complaint_desk.begin_terms": "part of verify, and of what a reporter does not agree with",
    "conflicts.open_measure": "shows nothing to others: conflicts.queries.measure_for finds it",
    "documents.issue": "part of each action that makes a paper, which checks its own",
    "invitations.take_back": "undoes make_cards where no paper came of it",
    "letters.cover_letter": "the words of write_cover_letter",
    "lifecycle.acting_role": "the check of advance itself",
    "calendars.mark_read": "touches notices of the person alone: calendars.queries.notice_for",
}
"""Called behind the check of another action, or without effect on what is others'."""
