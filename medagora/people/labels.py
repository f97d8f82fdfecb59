"""What people read instead of the words of closed lists."""

from django.utils.translation import gettext_lazy as _

ROLES = {
    "member": _("Member"),
    "curator": _("Curator"),
    "editor": _("Editor"),
    "moderator": _("Moderator"),
    "operator": _("Operator"),
}

ROLE_DESCRIPTIONS = {
    "member": _(
        "Has an account. Makes collections, suggests resources, reads everything."
    ),
    "curator": _(
        "Reviews suggestions and due resources in their topics and languages, "
        "and corrects descriptions. Cannot publish alone."
    ),
    "editor": _(
        "A curator of every topic who also retires and restores resources, "
        "runs imports, edits topics and invites curators."
    ),
    "moderator": _(
        "Handles reports about resources, collections, people and posts, perhaps in "
        "some topics and languages only. Does not review. Serious sanctions take two "
        "moderators."
    ),
    "operator": _(
        "Runs the site: grants every role, manages accounts, edits topics. "
        "Still needs a second person to publish."
    ),
}

PERMISSIONS = {
    "collection_make": _("Make collections of resources and share them."),
    "desk_see": _("See the desk: what was suggested, reported or is due."),
    "review_give": _(
        "Agree to or decline a resource. Two different people must agree before "
        "it is published."
    ),
    "resource_correct": _(
        "Correct the title, description, topics and other facts of a resource."
    ),
    "feed_keep": _(
        "Look after the sources of news: check, pause, move, merge and retire them."
    ),
    "resource_retire": _("Take a resource off the site or bring it back."),
    "report_handle": _("Answer what readers report about a resource."),
    "moderate": _(
        "Decide about posts that were reported, held or call for help, and hear "
        "appeals."
    ),
    "sanction_serious": _(
        "Propose or agree to suspensions and other serious sanctions. Two different "
        "people must want it."
    ),
    "hat_verify": _(
        "Verify that people are what their hats say, and take a hat back with a "
        "reason. Papers are seen by two different people."
    ),
    "collection_edit_any": _("Correct or hide anybody's public collection."),
    "topic_edit": _("Add topics and edit their names and descriptions."),
    "import_run": _("Bring in many resources from a file, for review."),
    "role_grant_curator": _("Invite curators, and end the role of a curator."),
    "role_grant_any": _("Give any role to anybody, and end it."),
    "account_manage": _(
        "See the list of accounts with their e-mail addresses, close and reopen "
        "accounts, send sign-in links."
    ),
    "log_read_personal": _(
        "Read the private trail of who did what, to find out about a mistake."
    ),
    "site_operate": _("Run the machine: settings, backups and upgrades."),
}

NATURES = {
    "employment": _("Employment"),
    "funding": _("Funding"),
    "ownership": _("Ownership"),
    "membership": _("Membership"),
    "personal": _("Family or friends"),
    "other": _("Something else"),
}

READERS = {
    "patients": _("As a patient or somebody who cares for one"),
    "professionals": _("As a medical professional"),
    "both": _("Both, or I would rather not say"),
}

SECOND_STEPS = {
    "webauthn": _("Passkey or security key"),
    "totp": _("App that shows codes"),
    "recovery_codes": _("Recovery codes"),
}
