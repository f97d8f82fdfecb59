"""Writes about people, by noun; the verbs that others use stand here."""

from medagora.people.services.accounts import (
    create_person,
    deactivate_person,
    reactivate_person,
    remove_second_step,
    send_sign_in_link,
    sign_in_link,
    sign_out_everywhere,
)
from medagora.people.services.erasure import (
    erase_person,
    erasures_file,
    replay_erasures,
    write_missing_lines,
)
from medagora.people.services.invitations import (
    accept_invitation,
    decline_invitation,
    forget_old_invitations,
    invite,
    withdraw_invitation,
)
from medagora.people.services.personal_data import (
    Part,
    export_everything,
    export_name,
    export_person,
    register_personal_data,
)
from medagora.people.services.profile import (
    InterestDraft,
    ProfileDraft,
    change_profile,
    declare_interest,
    end_interest,
    follow_topics,
    remove_interest,
)
from medagora.people.services.roles import grant_role, revoke_role
from medagora.people.services.ways_in import register_way_in
from medagora.people.topic_names import lend_topic_names

__all__ = [
    "InterestDraft",
    "Part",
    "ProfileDraft",
    "accept_invitation",
    "change_profile",
    "create_person",
    "deactivate_person",
    "declare_interest",
    "decline_invitation",
    "end_interest",
    "erase_person",
    "erasures_file",
    "export_everything",
    "export_name",
    "export_person",
    "follow_topics",
    "forget_old_invitations",
    "grant_role",
    "invite",
    "lend_topic_names",
    "reactivate_person",
    "register_personal_data",
    "register_way_in",
    "remove_interest",
    "remove_second_step",
    "replay_erasures",
    "revoke_role",
    "send_sign_in_link",
    "sign_in_link",
    "sign_out_everywhere",
    "withdraw_invitation",
    "write_missing_lines",
]
