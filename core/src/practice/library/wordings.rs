//! Wordings: what to say and write, with places to be filled in from the contact and the practice. The first line of one that
//! is sent may be its subject.
//!
//! There is no place for a client, and never will be: `practice::wording` lists all places there are.

use super::Shipped;
use crate::model::ItemKind;

const fn wording(
    short: &'static str,
    name: &'static str,
    minutes: i64,
    channel: &'static str,
    topic: &'static str,
    body: &'static str,
) -> Shipped {
    Shipped { short, kind: ItemKind::Wording, name, body, cost_minor: 0, minutes, channel, sector: "", topic }
}

pub(super) const WORDINGS: &[Shipped] = &[
    wording("introduction_call", "First call", 5, "call", "introduction", "\
Hello, this is {me} from {practice}. I work with {niche}, not far from you. I am not calling to sell anything. I would like \
to know for whom you are a good address, so that I can send people to the right door. Would ten minutes suit {first_name} \
one day this week or next?"),
    wording("voicemail", "When nobody answers", 2, "call", "introduction", "\
Hello {first_name}, this is {me} from {practice}. I would like to hear how your office likes to work with others. I will try \
again on another day; my number comes with a message."),
    wording("front_desk", "At the front desk", 2, "visit", "introduction", "\
Good morning, I am {me} from {practice}. You must be busy, so I will be quick: how is your day? I brought something for all \
of you. May I ask what would make your work easier?"),
    wording("visit_opening", "Opening a visit", 3, "visit", "discovery", "\
How can I be helpful to you? What do the people who come to you need most often? Is there a need for which you find nobody?"),
    wording("follow_up", "After a first meeting", 5, "email", "follow-up", "\
Thank you for your time
Dear {first_name},

Thank you for your time. I came away with a better picture of {place}, and I will keep in mind what you told me you need.

What I promised is on its way. If I can be of use before then, here I am.

{me}
{practice}"),
    wording("ask_to_meet", "Asking to meet", 5, "email", "meeting", "\
Ten minutes?
Dear {first_name},

I read what you do at {place} with interest. We may well see the same people, and I would like to know when you are the right \
address for them.

Could I come by for ten minutes? I will bring the coffee and no brochure.

{me}
{practice}"),
    wording("ask_to_meet_again", "Asking to meet after three gives", 4, "email", "meeting", "\
Shall we talk?
Dear {first_name},

I have sent you a few things in the last weeks, and I hope one of them was of use. I would like to hear what would help you \
more. Would you have ten minutes for me, in person or by telephone?

{me}
{practice}"),
    wording("ask_introduction", "Asking for an introduction", 5, "email", "asking", "\
Would you introduce me?
Dear {first_name},

I am looking for one {profession} in {area}, for {need}. If you know somebody, would you write us both a line? If not, \
that is fine too; please don't go looking.

{me}
{practice}"),
    wording("ask_named_introduction", "Asking for an introduction to somebody by name", 5, "email", "asking", "\
Do you know {other}?
Dear {first_name},

I would like to get to know {other}, because of {need}. Do you know each other well enough to write us both a line? If you \
would rather not, say so, and nothing changes between us.

{me}
{practice}"),
    wording("do_you_know", "Do you know these people?", 4, "message", "asking", "\
Hello {first_name}, do you know {other}? I hear good things, and I would like to meet them. If you do, would you introduce \
us? And if you don't, would you like to meet them too? {me}"),
    wording("connect_two", "Bringing two people together", 4, "email", "connection", "\
Two people who should know each other
Dear {first_name}, dear {other},

You don't know each other yet, and I think that you should: you both care about {need}. I leave the rest to you.

{me}
{practice}"),
    wording("ask_referrals", "Saying whom you can help", 5, "email", "asking", "\
Whom I can help best
Dear {first_name},

You once asked whom to send to me. Best of all I can help {ideal}. The sign is usually {need}.

They book for themselves at {booking}, or call me. You need not decide anything for them; my name is enough.

{me}
{practice}"),
    wording("referral_response", "Answering a referral", 3, "call", "referral", "\
Hello {first_name}, this is {me} from {practice}. Thank you for thinking of me. I have the code, I will get in touch today, \
and you will hear from me when it is settled. Is there anything that I should know about how your office likes to be told?"),
    wording("thank_you_card", "Thank-you card", 5, "mail", "thanks", "\
Dear {first_name},

Thank you for the confidence that you put in me last time. It means a great deal to me that you think of {practice}.

{me}"),
    wording("thank_introduction", "Thanks for an introduction", 4, "mail", "thanks", "\
Dear {first_name},

Thank you for bringing {other} and me together. We have met, and it was a good hour. I owe it to you.

{me}"),
    wording("gift_card", "A card to a gift", 2, "gift_drop", "gift", "\
For everybody at {place}: thank you for all that nobody sees. What is in it stands on the back.

{me}, {practice}"),
    wording("announcement_letter", "Telling of something new", 6, "email", "announcement", "\
There is help now for {need}
Dear {first_name},

Until now I had no good answer when somebody asked about {need} in {area}. Now there is one: {practice}, {niche}. There are \
free appointments, and anybody may book at {booking}.

I tell you because you may be asked too. You need not do anything.

{me}"),
    wording("spotlight_invitation", "Asking somebody into the newsletter", 4, "email", "spotlight", "\
May I write about you?
Dear {first_name},

In every newsletter I show one practice that I would go to myself. The next one should be {place}. Three questions, ten \
minutes; you read it before anybody else does.

{me}
{practice}"),
    wording("display_offer", "Offering room for their cards", 3, "email", "display", "\
Your cards in my waiting room
Dear {first_name},

There is room for your cards in my waiting room. Send me twenty, and I tell you when they run low.

{me}
{practice}"),
    wording("reconnect", "After a long silence", 4, "email", "reconnect", "\
It has been too long
Dear {first_name},

It has been a while, and that was my fault. How are things at {place}? I would like to hear what you need these days.

{me}
{practice}"),
    wording("warm_hand_off", "A warm hand-off", 4, "email", "hand-off", "\
Somebody will call you
Dear {first_name},

Somebody to whom I gave your name may call you these days, about {need}. They know that I write to you, and they have \
decided for themselves. There is nothing that you need to do until then.

{me}
{practice}"),
    wording("answer_yes", "If they say yes", 1, "", "rehearsal", "\
Thank you, {first_name}. I will write to you in a minute, with two sentences that you can pass on. And I will tell you what \
came of it."),
    wording("answer_later", "If they say later", 1, "", "rehearsal", "\
Of course. When would be a better time? Until then I won't bring it up."),
    wording("answer_no", "If they say no", 1, "", "rehearsal", "\
Thank you for saying so plainly. It changes nothing between us, and I won't ask again unless you bring it up."),
];
