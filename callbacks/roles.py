"""The two groups of the call line and their rights; the site makes them whenever the database is brought up to date."""

CALL_TEAM = {"callbacks": ["view_callrequest", "change_callrequest"]}
CALL_SUPERVISORS = {
    "callbacks": [
        "view_callrequest",
        "change_callrequest",
        "export_callrequest",
        "erase_callrequest",
        "view_promise",
        "view_mail",
        "change_mail",
        "view_hospitalfacts",
        "change_hospitalfacts",
    ],
    "auditlog": ["view_logentry"],
}
ROLES = {"call team": CALL_TEAM, "call supervisors": CALL_SUPERVISORS}
