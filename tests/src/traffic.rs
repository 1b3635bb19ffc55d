//! Messages: devices ask, nodes answer while others do, and the network loses, doubles and delays what it carries.

use std::sync::{Arc, Mutex, PoisonError};

use rapport_core::Error;
use rapport_protocol::limit;

use crate::{
    hazard::Hazard,
    interrupt::{Plan, Point},
    network::{self, Answered, Reply},
    server::answer,
    world::{Outcome, World},
};

/// Answers to requests that were met on the way.
pub(crate) type Others = Arc<Mutex<Vec<Answered>>>;

impl World {
    pub(crate) fn send(&mut self, place: usize) -> Outcome {
        let most = self.chance.one_of([2, 3, 9, limit::CHANGES_A_PUSH]);
        // A client that sends its parts side by side.
        let without = if self.has(Hazard::Late) && self.chance.happens(0.2) { self.chance.below(4) } else { 0 };
        let device = &mut self.devices[place];
        match device.ask(Some((without, most)), &mut self.trace) {
            Ok(sent) => self.network.requests.extend(sent),
            Err(error) => return self.excuse(place, error),
        }
        Ok(())
    }

    /// A device syncs as an app does.
    pub(crate) fn sync(&mut self, place: usize) -> Outcome {
        let way = self.way(place, 0.3 * self.loss);
        let ended = self.devices[place].sync(&way);
        self.report.forks += way.forks() as usize;
        self.trace.note(|| format!("device {place} syncs: {ended:?}"));
        match ended {
            Ok(_) | Err(Error::Unauthorized { .. }) => Ok(()),
            Err(error) => self.excuse(place, error),
        }
    }

    #[allow(clippy::unnecessary_wraps, reason = "every step of a world has an outcome")]
    pub(crate) fn request_arrives(&mut self) -> Outcome {
        let waiting = self.network.requests.len();
        if waiting == 0 {
            return Ok(());
        }
        let which = if self.has(Hazard::Late) { self.chance.below(waiting) } else { 0 };
        if self.chance.happens(0.12 * self.loss) {
            self.network.requests.remove(which);
            return Ok(());
        }
        let sent = if self.chance.happens(0.15 * self.loss) {
            self.network.requests[which].clone()
        } else {
            self.network.requests.remove(which)
        };
        let node = self.chance.below(2);
        let short = (self.has(Hazard::Short)).then(|| self.chance.one_of([1, 2, 4, 50]));
        let (plan, meanwhile) = self.plan(1 - node);
        let answered = self.server.answer(&self.server.node(node), &sent, plan, short);
        self.trace.note(|| {
            format!(
                "device {}'s {} is answered {:?}",
                sent.from.device,
                sent.request.name(),
                answered.as_ref().map(|it| it.reply.told())
            )
        });
        if let Some(Answered { reply: Reply::Exchange(_, answer), .. }) = &answered {
            self.report.forks += network::forks(answer) as usize;
        }
        self.network.answers.extend(answered);
        self.network.answers.extend(gathered(&meanwhile));
        Ok(())
    }

    /// What happens between the steps of a request: others are answered on another node, a record is packed, a node dies.
    pub(crate) fn plan(&mut self, node: usize) -> (Plan, Others) {
        let answers = Arc::new(Mutex::new(Vec::new()));
        let mut plan = Plan::new();
        if !self.has(Hazard::Crowd) {
            return (plan, answers);
        }
        let versions = self.server.versions;
        for _ in 0..3 {
            let node = self.server.node(node);
            plan.push_back(match self.chance.below(12) {
                0 => Point::Dies,
                1..4 if !self.network.requests.is_empty() => {
                    let other = self.network.requests.remove(0);
                    let answers = Arc::clone(&answers);
                    Point::Meanwhile(Box::new(move || {
                        answers.lock().unwrap_or_else(PoisonError::into_inner).extend(answer(&node, &other, versions));
                    }))
                }
                4 if self.has(Hazard::Packing) => Point::Meanwhile(Box::new(move || drop(node.pack_once(2)))),
                _ => Point::Goes,
            });
        }
        (plan, answers)
    }

    pub(crate) fn answer_arrives(&mut self) -> Outcome {
        let waiting = self.network.answers.len();
        if waiting == 0 {
            return Ok(());
        }
        let which = if self.has(Hazard::Late) { self.chance.below(waiting) } else { 0 };
        let answered = if self.chance.happens(0.15 * self.loss) {
            self.network.answers[which].clone()
        } else {
            self.network.answers.remove(which)
        };
        if self.chance.happens(0.12 * self.loss) || self.devices[answered.to.device].life != answered.to.life {
            return Ok(());
        }
        let (place, told) = (answered.to.device, answered.reply.told());
        if self.has(Hazard::Cut) && self.chance.happens(0.1) {
            self.cut_short(place, |device| drop(device.take(answered)));
            return Ok(());
        }
        let taken = match self.devices[place].take(answered) {
            Ok(taken) => taken,
            Err(error) => return self.excuse(place, error),
        };
        self.trace.note(|| format!("device {place} takes {told}: {taken:?}"));
        Ok(())
    }
}

/// The answers to others that came up meanwhile.
pub(crate) fn gathered(others: &Others) -> Vec<Answered> {
    std::mem::take(&mut *others.lock().unwrap_or_else(PoisonError::into_inner))
}
