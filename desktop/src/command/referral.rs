//! `rapport referral`: who sent whom, under a code that says nothing about the client.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::{NewPerson, NewReferral, ReferralStep},
    model::{Direction, Record, RecordId, Referral, Via},
};

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    when::Way,
    words,
};

/// A referral came in, went out, or went on.
///
/// It is kept under a code made for it; a client's name is never written down. An inbound one starts a clock that Today
/// shows until it is answered, and owes a thank-you until it is thanked.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport referral in \"Dr Lee\" --via phone
  rapport referral out \"Dr Lee\" --topic sleep
  rapport referral answered R-7K3QX
  rapport referral scheduled R-7K3QX --on \"Tuesday 10:00\"
  rapport referral thanked \"Dr Lee\"")]
pub enum Refer {
    /// Somebody sent you a client
    In(NewOne),
    /// You sent somebody a client
    Out(NewOne),
    /// You called back: the clock stops
    Answered(Advance),
    /// A first appointment was made; --on says for when
    Scheduled(Advance),
    /// The work began
    Started(Advance),
    /// It ended
    Closed(Advance),
    /// Whoever referred was thanked
    Thanked(Advance),
}

impl Refer {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::In(new) => new.run(desk, Direction::In),
            Self::Out(new) => new.run(desk, Direction::Out),
            Self::Answered(advance) => advance.run(desk, ReferralStep::Answered),
            Self::Scheduled(advance) => advance.run(desk, ReferralStep::Scheduled),
            Self::Started(advance) => advance.run(desk, ReferralStep::Started),
            Self::Closed(advance) => advance.run(desk, ReferralStep::Closed),
            Self::Thanked(advance) => advance.run(desk, ReferralStep::Thanked),
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport referral in \"Dr Lee\" --via phone
  rapport referral in \"Dr Osei\" --new --topic sleep        puts Dr Osei into the book as well
  rapport referral out \"Dr Lee\" --topic sleep --warm")]
pub struct NewOne {
    /// Who sent them, or to whom you did
    who: String,
    /// How it came or went
    #[arg(long, value_parser = words::one_of::<Via>())]
    via: Option<Via>,
    /// What it is about: a field of work, never a client
    #[arg(long, default_value = "", hide_default_value = true)]
    topic: String,
    /// When it was [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// The client said who had sent them
    #[arg(long)]
    named_me: bool,
    /// A warm hand-off
    #[arg(long)]
    warm: bool,
    /// WHO is not in the book yet: put them into it, as a person
    #[arg(long)]
    new: bool,
}

impl NewOne {
    fn run(self, desk: &Desk, direction: Direction) -> Result<Said, Failure> {
        let at = self.on.as_deref().map(|typed| desk.clock.past_moment(typed)).transpose()?;
        let who = Some(self.who(desk)?);
        let Self { via, topic, named_me, warm, .. } = self;
        let done = desk.run(Command::AddReferral(NewReferral { direction, who, via, topic, at, named_me, warm }))?;
        let id = done.records.first().expect("a referral that was added is named").id;
        let entry = desk.book.get(id)?;
        let code = desk.name(id);
        let mut object = receipt(&done);
        object["code"] = code.clone().into();
        let next = format!("When you have called back:  rapport referral answered {code}");
        let next = if matches!(&entry.record, Record::Referral(one) if one.direction == Direction::In) {
            next
        } else {
            String::new()
        };
        let text =
            format!("Kept: {}  {}\n{}", desk.line(&entry), desk.screen.hint(&short(id)), desk.screen.hint(&next));
        Ok(Said::new(object, text))
    }

    fn who(&self, desk: &Desk) -> Result<RecordId, Failure> {
        if let Some(id) = desk.find_contact(&self.who, Prefer::Either)? {
            return Ok(id);
        }
        let ask = || desk.screen.ask(&format!("“{}” is not in the book. Add them as a person? [Y/n]", self.who));
        if !self.new && !ask().is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "" | "y" | "yes")) {
            return Err(Failure::NotFound(format!(
                "“{}” is not in the book, and nothing was kept. Add --new to put them into it in the same breath",
                self.who
            )));
        }
        let person = NewPerson { name: self.who.clone(), ..NewPerson::default() };
        let done = desk.run(Command::AddPerson(person))?;
        Ok(done.records.first().expect("a person who was added is named").id)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport referral answered R-7K3QX
  rapport referral thanked \"Dr Lee\" --on yesterday
  rapport referral scheduled R-7K3QX --on \"Tuesday 10:00\"")]
pub struct Advance {
    /// Its code or id; or who referred, where only one of theirs is open
    code: String,
    /// When [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

impl Advance {
    fn run(self, desk: &Desk, step: ReferralStep) -> Result<Said, Failure> {
        let when = |typed: &str| match step {
            ReferralStep::Scheduled => desk.clock.moment(typed, Way::Forth),
            _ => desk.clock.past_moment(typed),
        };
        let at = self.on.as_deref().map(when).transpose()?;
        let id = desk.referral(&self.code, |referral| waits_for(referral, step))?;
        let done = desk.run(Command::AdvanceReferral { id, step, at })?;
        let text = format!("{}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Whether a step of a referral is still to be made; whoever sent one is answered and thanked, not whoever got one.
fn waits_for(referral: &Referral, step: ReferralStep) -> bool {
    let came = referral.direction == Direction::In;
    match step {
        ReferralStep::Answered => came && referral.answered.is_none(),
        ReferralStep::Thanked => came && referral.thanked.is_none(),
        ReferralStep::Scheduled => referral.scheduled.is_none() && referral.closed.is_none(),
        ReferralStep::Started => referral.started.is_none() && referral.closed.is_none(),
        ReferralStep::Closed => referral.closed.is_none(),
    }
}
