//! A playbook as it stands in the editor's fields, and back.

use std::collections::{BTreeMap, BTreeSet};

use rapport_core::model::{Groups, Playbook, Step};

use crate::{
    app::{fields::Fields, view::View, words::playbooks as say},
    failure::Failure,
};

/// How many empty steps are offered.
const EMPTY: usize = 2;
/// How many steps a playbook may be typed with.
const MOST: usize = 60;

/// What stands in the fields.
pub struct Typed(BTreeMap<String, String>, usize);

impl Typed {
    /// Of a playbook, with room for more steps.
    pub fn of(playbook: &Playbook) -> Self {
        let day = |day: Option<rapport_core::model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let branches: Vec<String> = playbook.branch.iter().map(|(from, to)| format!("{from} = {to}")).collect();
        let mut fields = BTreeMap::from([
            ("name".to_owned(), playbook.name.clone()),
            ("trigger".to_owned(), playbook.trigger.clone()),
            ("yearly".to_owned(), day(playbook.yearly)),
            ("season_from".to_owned(), day(playbook.season_from)),
            ("season_until".to_owned(), day(playbook.season_until)),
            ("branches".to_owned(), branches.join("\n")),
            ("paused".to_owned(), ticked(playbook.paused)),
        ]);
        let mut steps: Vec<(&String, &Step)> = playbook.step.0.iter().filter(|(_, step)| !step.dropped).collect();
        let order = |step: &Step| step.order.unwrap_or(f64::MAX);
        steps
            .sort_by(|(one_id, one), (other_id, other)| order(one).total_cmp(&order(other)).then(one_id.cmp(other_id)));
        for (number, (id, step)) in steps.iter().enumerate() {
            let mut put = |field: &str, value: String| fields.insert(format!("s{number}:{field}"), value);
            put("id", (*id).clone());
            put("title", step.title.clone());
            put("order", step.order.map(|order| order.to_string()).unwrap_or_default());
            put("wait", step.wait_days.map(|days| days.to_string()).unwrap_or_default());
            put("kinds", step.touchpoint.clone());
            put("item", step.item.clone());
            put("asks", ticked(step.asks));
        }
        Self(fields, steps.len() + EMPTY)
    }

    /// As it was sent.
    pub fn again(fields: &Fields) -> Self {
        let pairs: BTreeMap<String, String> = fields.pairs().iter().cloned().collect();
        let steps = (0..MOST).take_while(|number| pairs.contains_key(&format!("s{number}:id"))).count();
        Self(pairs, steps)
    }

    /// What stands in a field.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }

    /// How many steps are shown, empty ones too.
    pub const fn steps(&self) -> usize {
        self.1
    }
}

fn ticked(on: bool) -> String {
    if on { "1".to_owned() } else { String::new() }
}

/// The playbook that the fields say; `before` is what it was: what has no field stays.
pub fn typed(view: &View, before: &Playbook, fields: &Fields) -> Result<Playbook, Failure> {
    let mut taken: BTreeSet<String> = before.step.0.keys().cloned().collect();
    // What was left out before stays so.
    let mut steps: BTreeMap<String, Step> =
        before.step.0.iter().filter(|(_, step)| step.dropped).map(|(id, step)| (id.clone(), step.clone())).collect();
    for number in 0..MOST {
        let name = |field: &str| format!("s{number}:{field}");
        let Some(title) = fields.text(&name("title")) else { continue };
        let id = fields.text(&name("id")).map_or_else(|| fresh(&mut taken), str::to_owned);
        let was = before.step.0.get(&id).cloned().unwrap_or_default();
        let step = Step {
            order: fields
                .read_as::<f64>(&name("order"))
                .map_err(|_| Failure::usage(say::NO_NUMBER))?
                .or_else(|| Some(last(&steps))),
            title: title.to_owned(),
            wait_days: fields.read_as::<i64>(&name("wait")).map_err(|_| Failure::usage(say::NO_NUMBER))?,
            touchpoint: fields.text_or_empty(&name("kinds")),
            item: fields.text_or_empty(&name("item")),
            asks: fields.ticked(&name("asks")),
            dropped: fields.ticked(&name("dropped")),
            ..was
        };
        steps.insert(id, step);
    }
    let branch = fields
        .text_or_empty("branches")
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(branch)
        .collect::<Result<_, _>>()?;
    Ok(Playbook {
        name: fields.text_or_empty("name"),
        trigger: fields.text_or_empty("trigger"),
        step: Groups(steps),
        branch,
        yearly: fields.day("yearly", &view.clock)?,
        season_from: fields.day("season_from", &view.clock)?,
        season_until: fields.day("season_until", &view.clock)?,
        paused: fields.ticked("paused"),
    })
}

/// The place behind the last step.
fn last(steps: &BTreeMap<String, Step>) -> f64 {
    steps.values().filter_map(|step| step.order).fold(0.0, f64::max) + 1.0
}

/// An id that no step has or had.
fn fresh(taken: &mut BTreeSet<String>) -> String {
    let most = taken.len() + 1;
    let id = (1..=most).map(|number| format!("s{number}")).find(|id| !taken.contains(id)).unwrap_or_default();
    taken.insert(id.clone());
    id
}

/// "call:answered = ask".
fn branch(line: &str) -> Result<(String, String), Failure> {
    let (from, to) = line.split_once('=').ok_or_else(|| Failure::usage(say::NO_BRANCH))?;
    Ok((from.trim().to_owned(), to.trim().to_owned()))
}
