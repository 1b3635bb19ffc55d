//! What was done, by whom, and why something is not shown.

use rapport_core::model::view::By;

/// A command's name, as one says that it was done or undone: "the visit", "a change".
pub fn deed(command: &str) -> &str {
    match command {
        "log_visit" => "logging a visit",
        "merge_visits" => "joining two visits",
        "plan_day" => "planning a day",
        "take_note" => "taking a note",
        "add_place" => "adding a place",
        "add_person" => "adding a person",
        "add_referral" => "adding a referral",
        "advance_referral" => "moving a referral on",
        "count_intake" => "counting whom a client sees",
        "make_promise" => "making a promise",
        "keep_promise" => "keeping a promise",
        "snooze" => "putting something off",
        "snooze_thanks" => "putting a thank-you off",
        "log_give" => "giving something",
        "add_stock" => "adding to the stock",
        "make_ask" => "an ask",
        "put_ask" => "putting an ask",
        "answer_ask" => "the answer to an ask",
        "enrol" => "putting somebody into a playbook",
        "pause_enrolments" => "pausing playbooks",
        "resume_enrolments" => "resuming playbooks",
        "leave_playbook" => "taking somebody out of a playbook",
        "complete_step" => "doing a step",
        "skip_step" => "leaving a step out",
        "snooze_step" => "putting a step off",
        "save_playbook" => "changing a playbook",
        "add" => "adding a record",
        "add_all" | "import" => "an import",
        "edit" => "an edit",
        "remove" => "removing a record",
        "restore" => "restoring a record",
        "take_back" => "taking back a change",
        "merge" => "merging two contacts",
        "unmerge" => "parting two contacts",
        "settle" => "settling a conflict",
        "introduce" => "an introduction",
        "meet_at" => "keeping whom you met at an event",
        newer => newer,
    }
}

/// Why a record is set aside.
pub fn aside(reason: &str) -> &str {
    match reason {
        "unknown_kind" => "it is of a kind that a newer version of Rapport knows",
        "refused" => "it holds a change that this version does not let through",
        "unreadable" => "its changes do not make a whole record",
        newer => newer,
    }
}

/// "Kim on Phone".
pub fn by(by: &By) -> String {
    match (by.person.is_empty(), by.device_name.is_empty()) {
        (false, false) => format!("{} on {}", by.person, by.device_name),
        (true, false) => by.device_name.clone(),
        (false, true) => by.person.clone(),
        (true, true) => format!("device {}", &by.device.to_string()[..6]),
    }
}
