//! How far people come, and what goes to and fro.

use maud::{Markup, html};
use rapport_core::{
    model::{Instant, Stage, view::Insight},
    practice::{
        funnel::{FirstTouches, Funnel},
        partners::{ContactStanding, Partners, TopTen},
        reciprocity::{Reciprocities, Reciprocity},
        statistics::real,
    },
};

use super::{
    sources::choose,
    told::{ROWS, Told, plain, told, who},
};
use crate::{
    app::{
        meant::{Meant, Whom, meant},
        part::{
            chart::{Bar, Bars, Ink, Sides, Stack, sides, stacks},
            table::table,
            time,
        },
        view::View,
        words::insight as say,
    },
    failure::Failure,
    words::{
        InWords as _,
        insight::{lack, number, percent},
    },
};

/// With how many of those there are most to and fro with is drawn.
const DRAWN: usize = 10;

pub fn reciprocity(view: &View, insight: &Insight<Reciprocities>) -> Told {
    let contacts = &insight.found.contacts;
    let drawn: Vec<Sides> =
        contacts.iter().take(DRAWN).map(|with| to_and_fro(view.name(with.who), &with.totals)).collect();
    let rows = contacts.iter().take(ROWS).map(|with| {
        let of = &with.totals;
        let cells = [of.value_out, of.value_in, of.referrals_out, of.referrals_in];
        std::iter::once(who(view, with.who)).chain(cells.map(|total| html! { (say::total(total)) })).collect()
    });
    let headings = [
        (say::WHO, false),
        (say::VALUE_TO, true),
        (say::VALUE_FROM, true),
        (say::REFERRALS_TO, true),
        (say::REFERRALS_FROM, true),
    ];
    Told::new(say::RECIPROCITY_MEANS).picture("", balance(&drawn), table(say::RECIPROCITY, &headings, rows))
}

fn to_and_fro(label: String, of: &Reciprocity) -> Sides {
    Sides {
        label,
        left: [of.value_in.weight, of.referrals_in.weight],
        right: [of.value_out.weight, of.referrals_out.weight],
    }
}

fn balance(rows: &[Sides]) -> Markup {
    let keys = [(Ink::Bar, say::VALUE), (Ink::Second, say::REFERRALS_KEY)];
    sides(say::RECIPROCITY, [say::FROM_THEM, say::TO_THEM], &keys, rows)
}

pub fn touches(_: &View, insight: &Insight<FirstTouches>) -> Told {
    let FirstTouches { own, folklore } = &insight.found;
    let median = own.median_touches.and_then(|touches| u64::try_from(touches).ok());
    let bars: Vec<Bar> = median
        .map(|touches| Bar { mark: Some(folklore.value), ..Bar::new(say::HALF_BY, touches.to_string(), real(touches)) })
        .into_iter()
        .collect();
    let half = Bars { label: say::TOUCHES, rows: &bars, end: None, number, keys: &[(Ink::Mark, say::SAID_KEY)] };
    let everybody = Stack {
        label: say::TOUCHED.to_owned(),
        said: say::of(own.referred, insight.n),
        parts: vec![(Ink::Done, real(own.referred)), (Ink::Line, real(own.open))],
    };
    let keys = [(Ink::Done, say::REFERRED), (Ink::Line, say::NOT_YET)];
    let chart = html! { (half.show()) (stacks(say::TOUCHES, &keys, &[everybody])) };
    let rows = [
        (say::HALF_BY, median.map_or_else(|| say::NOT_KNOWN.to_owned(), |touches| touches.to_string())),
        (say::SAID, number(folklore.value)),
        (say::REFERRED, own.referred.to_string()),
        (say::NOT_YET, own.open.to_string()),
    ];
    let rows = rows.map(|(label, said)| vec![label.to_owned(), said]);
    Told::new(say::touches(own.median_touches, folklore)).list(
        "",
        chart,
        plain(say::TOUCHES, &[(say::WHAT, false), (say::TOUCHES_COLUMN, true)], rows),
    )
}

pub fn funnel(_: &View, insight: &Insight<Funnel>) -> Told {
    let Funnel { together, cohorts, folklore } = &insight.found;
    let far = [
        (say::MET, &together.met, None),
        (say::HAVE_REFERRED, &together.referred, None),
        (say::BECAME_PARTNERS, &together.partners, Some(folklore.value)),
    ];
    let all = Bar { ink: Ink::Second, ..Bar::new(say::CONTACTED, together.contacted.to_string(), 1.0) };
    let bars: Vec<Bar> = std::iter::once(all)
        .chain(far.iter().filter_map(|(label, part, mark)| {
            let said = format!("{} · {}", part.hits, percent(part.share?));
            Some(Bar { mark: *mark, likely: Some((part.low, part.high)), ..Bar::new(*label, said, part.share?) })
        }))
        .collect();
    let keys = [(Ink::Text, say::LIKELY), (Ink::Mark, say::SAID_KEY)];
    let chart = Bars { label: say::FUNNEL, rows: &bars, end: Some(1.0), number: percent, keys: &keys };
    let rows = cohorts.iter().take(ROWS).chain([together]).map(|cohort| {
        let counts = [cohort.contacted, cohort.met.hits, cohort.referred.hits, cohort.partners.hits];
        std::iter::once(say::quarter(cohort.year, cohort.quarter))
            .chain(counts.map(|count| count.to_string()))
            .collect()
    });
    let headings = [
        (say::FIRST_CONTACT, false),
        (say::CONTACTED, true),
        (say::MET, true),
        (say::HAVE_REFERRED, true),
        (say::BECAME_PARTNERS, true),
    ];
    Told::new(say::funnel(together, folklore)).picture("", chart.show(), plain(say::FUNNEL, &headings, rows))
}

pub fn partners(view: &View, insight: &Insight<Partners>) -> Told {
    let found = &insight.found;
    let bar = |(stage, contacts): &(Stage, u64)| Bar {
        ink: if matches!(stage, Stage::Partner | Stage::Champion) { Ink::Done } else { Ink::Bar },
        ..Bar::new(stage.words(), contacts.to_string(), real(*contacts))
    };
    let bars: Vec<Bar> = found.stages.iter().map(bar).collect();
    let chart = Bars { label: say::STAGES, rows: &bars, end: None, number, keys: &[(Ink::Done, say::ACTIVE)] };
    let stages = found.stages.iter().map(|(stage, contacts)| vec![stage.words().to_owned(), contacts.to_string()]);
    let active = found.active.iter().take(ROWS).map(|one| {
        vec![
            who(view, one.who),
            html! { (one.stage.words()) },
            html! { (one.inbound_in_a_year) },
            one.last_touch.map_or_else(|| html! {}, |at| time::ago(view, at)),
        ]
    });
    let headings = [(say::WHO, false), (say::STAGE, false), (say::IN_A_YEAR, true), (say::LAST_TOUCH, true)];
    Told::new(say::partners(found.count, &found.goal))
        .figure(found.count.to_string(), format!("of {} that are enough", number(found.goal.value)))
        .picture(say::STAGES, chart.show(), plain(say::STAGES, &[(say::STAGE, false), (say::WHO, true)], stages))
        .list(say::ACTIVE, html! {}, table(say::ACTIVE, &headings, active))
        .next("/settings", say::EDIT_TARGETS)
}

pub fn top_ten(view: &View, insight: &Insight<TopTen>) -> Told {
    let found = &insight.found;
    let bars: Vec<Bar> = found
        .contacts
        .iter()
        .filter_map(|one| {
            let claimed = u64::try_from(one.claimed?).ok()?;
            Some(Bar {
                mark: Some(found.folklore.value),
                ..Bar::new(view.name(one.who), claimed.to_string(), real(claimed))
            })
        })
        .collect();
    let chart = Bars { label: say::TOP_TEN, rows: &bars, end: None, number, keys: &[(Ink::Mark, say::SAID_KEY)] };
    let rows = found.contacts.iter().map(|one| {
        vec![
            who(view, one.who),
            html! { (one.stage.words()) },
            html! { @match one.claimed { Some(claimed) => (claimed), None => "–" } },
            html! { (one.inbound) },
        ]
    });
    let headings = [(say::WHO, false), (say::STAGE, false), (say::CLAIMS, true), (say::REFERRALS, true)];
    Told::new(say::top_ten(found.claimed, &found.folklore)).list("", chart.show(), table(say::TOP_TEN, &headings, rows))
}

/// How one contact stands; whose is asked for first.
pub fn standing(view: &View) -> Result<Told, Failure> {
    let fields = view.query();
    let (mut standing, wrong, offered) = match meant(view, fields, "who")? {
        Meant::Nobody => (Told::new(say::STANDING_NOBODY), None, Vec::new()),
        Meant::Known(id) => (told(view, &view.book.standing(id)?, one), None, Vec::new()),
        Meant::New(_) => (Told::new(say::STANDING_NOBODY), Some(say::NOT_IN_BOOK), Vec::new()),
        Meant::Several(which) => (Told::new(say::STANDING_NOBODY), Some(say::WHICH), which),
    };
    let whom = Whom { name: "who", label: say::STANDING_OF, hint: "", offered: &offered, wrong, first: false };
    standing.choose = choose("/insights/standing", &whom, view, fields);
    Ok(standing)
}

fn one(view: &View, insight: &Insight<ContactStanding>) -> Told {
    let ContactStanding { standing, reciprocity, readiness, touches, touches_said, first_referral, .. } =
        &insight.found;
    let name = insight.names.first().map_or_else(String::new, |one| view.name(one.id));
    let meaning = if readiness.ready {
        say::may_ask(readiness.gives)
    } else {
        let lacks: Vec<&str> = readiness.lacks.iter().map(|one| lack(*one)).collect();
        say::not_yet(&lacks, readiness.gives, readiness.gives_needed)
    };
    let evidence = &standing.evidence;
    let when = |at: Option<Instant>| at.map_or_else(|| html! { "–" }, |at| time::when(view, at));
    let moments = [
        (say::FIRST_TOUCH, evidence.first_touch),
        (say::FIRST_TALK, evidence.first_two_way),
        (say::FIRST_MET, evidence.first_met),
        (say::LAST_TOUCH, evidence.last_touch),
        (say::FIRST_REFERRAL, *first_referral),
    ];
    let rows = moments.map(|(label, at)| vec![html! { (label) }, when(at)]).into_iter().chain([
        vec![html! { (say::REFERRALS) }, html! { (evidence.inbound) " in, " (evidence.outbound) " out" }],
        vec![
            html! { (say::TOUCHES_COLUMN) },
            html! { (say::touched(*touches, touches_said, first_referral.is_some())) },
        ],
    ]);
    let accounts = [
        (say::VALUE_TO, reciprocity.value_out),
        (say::VALUE_FROM, reciprocity.value_in),
        (say::REFERRALS_TO, reciprocity.referrals_out),
        (say::REFERRALS_FROM, reciprocity.referrals_in),
    ];
    let accounts = accounts.map(|(label, total)| vec![label.to_owned(), say::total(total)]);
    let headings = [(say::WHAT, false), (say::SO_FAR, true)];
    let stage = if standing.pinned && standing.computed != standing.stage {
        format!("as you said; else {}", standing.computed.words())
    } else {
        name.clone()
    };
    Told::new(meaning)
        .figure(standing.stage.words(), stage)
        .list(say::LASTED, html! {}, table(&name, &headings, rows))
        .picture(
            say::TO_AND_FRO,
            balance(&[to_and_fro(name.clone(), reciprocity)]),
            plain(say::TO_AND_FRO, &headings, accounts),
        )
}
