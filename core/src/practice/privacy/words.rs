//! The words that tell a client from a colleague: lists in small letters, as [`fold`](crate::practice::fold::fold) makes them.

/// Given names, so many that most people have one of them.
pub(super) const GIVEN: &str = include_str!("given_names.txt");
/// Given names that are other things as well: "May", "Grace", "Austin".
pub(super) const GIVEN_OR_NOT: &str = include_str!("also_names.txt");

/// Whether a list of words, divided by spaces, holds one.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// A dot after these ends no sentence.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "dr", "drs", "mr", "mrs", "ms", "st", "pt", "cl", "ct", "no", "nr", "prof", "rev", "fr", "sr", "jr", "ext", "appt",
    "approx", "dob", "d.o.b", "acct", "apt", "ave", "rd", "blvd", "vs", "e.g", "i.e",
];

/// Who comes for help, as it is said.
pub(super) const CLIENT: &str = "client patient pt cl ct clt px kid boy girl child toddler twins";
/// What one says before a client's name, with nothing between or a word or two.
pub(super) const BEFORE_CLIENT: &str = "saw seeing session intake referral referred worried about voicemail re discharged discharge admitted assess crisis";
/// Before these a name is a professional's, and needs no care.
pub(super) const TITLES: &str = "dr drs doctor prof professor nurse father fr sister brother pastor rev reverend rabbi imam
    deacon chaplain bishop judge attorney officer sergeant detective principal dean coach counselor counsellor midwife senator mayor
    saint st";
/// Before these a name is anybody's.
pub(super) const HONORIFICS: &str = "mr mrs ms miss mx mister";
/// What people do who are no clients. Beside a name they make it a professional's.
pub(super) const PROFESSIONS: &str = "receptionist manager coordinator counsellor counselor nurse director dean deputy principal
    attorney lawyer owner founder psychologist psychiatrist physician doctor gp pediatrician physio physiotherapist chiropractor
    dietitian nutritionist librarian chaplain pastor speaker author worker pharmacist intern assistant secretary clerk supervisor
    colleague partner rep representative coach agent broker accountant editor guardian desk front hired bought runs manages owns by
    professional practitioner provider specialist surgeon neurologist dentist therapist superintendent staff team volunteer
    md phd psyd lcsw lmft rn np do dds dpt pa esq lpc ot slp";
/// Whose a person is. After a client's name they tell of a client; after a colleague's, of their family.
pub(super) const KIN: &str = "mother mom mum mama father dad parent parents husband wife spouse son daughter sister brother sibling
    grandmother grandfather grandson granddaughter grandma aunt uncle partner fiance fiancee girlfriend boyfriend ex baby kids twins
    foster stepmother stepfather nephew niece";
/// What a client has and a colleague has not.
pub(super) const HELD: &str = "session sessions appointment intake chart file diagnosis meds medication treatment therapist
    psychiatrist oncologist neurologist insurance insurer copay teacher tutor sponsor lawyer caseworker probation iep evaluation
    assessment knee shoulder back hip anxiety depression panic ocd adhd ptsd autism dyslexia memory symptoms disorder eating custody
    hearing court divorce pregnancy surgery recovery relapse safety nightmares tantrums";
/// What is said of clients and seldom of offices. Beginnings of words.
pub(super) const CLINICAL: &[&str] = &[
    "anxi",
    "depress",
    "panick",
    "relaps",
    "suicid",
    "diagnos",
    "bipolar",
    "schizo",
    "psychos",
    "psychotic",
    "paranoi",
    "seizure",
    "nightmare",
    "insomnia",
    "fibromyalgia",
    "dyslexi",
    "autis",
    "mutism",
    "addict",
    "overdos",
    "sober",
    "rehab",
    "abus",
    "assault",
    "restraining",
    "custody",
    "divorc",
    "separat",
    "pregnan",
    "miscarr",
    "grie",
    "widow",
    "cried",
    "cries",
    "crying",
    "weep",
    "discharg",
    "admitted",
    "no-show",
    "noshow",
    "no show",
    "hospitali",
    "swallow",
    "vomit",
    "fell",
    "sertraline",
    "lithium",
    "prozac",
    "zolpidem",
    "topiramate",
    "medicat",
    "meds",
    "suspended",
    "gambl",
    "drink",
    "drunk",
    "lonel",
    "overwhelm",
    "self-harm",
    "cutting",
    "exposure",
    "attendance",
    "therap",
    "symptom",
    "dose",
    "injection",
    "depot",
    "hallucin",
    "voices",
    "anger",
    "kicked",
    "wets",
    "broke",
    "fracture",
    "surger",
    "cataract",
    "concussion",
    "stroke",
    "tumor",
    "cancer",
    "chemo",
    "pain",
    "couch",
    "trauma",
    "sleeps",
    "slept",
    "cancel",
    "rescheduled",
    "owes",
    "consent",
    "confidential",
    "intake",
    "session",
    "treatment",
    "appointment",
    "evaluation",
    "assess",
    "referr",
    "discontinu",
    "withdraw",
    "threaten",
    "hurt",
    "scared",
    "afraid",
    "mourning",
    "eating",
    "safety",
    "iep",
];
/// What an organisation's name has in it.
pub(super) const ORGANISATIONS: &str = "clinic clinics center centre hospital medicine medical health healthcare wellness pediatrics
    paediatrics family practice associates group partners law llc inc pharmacy school high elementary academy college university church
    parish temple synagogue mosque chapel ministry street avenue road lane drive boulevard square place plaza court house home hall
    hotel inn diner cafe coffee restaurant bakery gym studio yoga library bank insurance agency services society foundation trust
    institute department county city week day month year gazette times journal news report club league rotary chamber lab labs imaging
    dental orthopedics neurology psychiatry surgery counselling counseling therapy office suite park garden gardens market store shop
    company corporation box express fund project program programme conference institute award prize award building tower bridge lake
    river valley hills county station airport north south east west general memorial cross counselling workshop webinar training scale
    form forms line network alliance association union board committee council team award initiative day's";
/// Words that begin sentences and notes with a capital without being anybody's name, and calendar words.
pub(super) const COMMON: &str = "a about above account across address after afternoon again agreed all already also always an and
    annual another any appointment april are around as ask asked at attended autumn away back bad be because been before best better big
    bill book booked both bring brochure brochures brought but buy by call called came can cards case cat check christmas claim client
    clients closed coffee come coming confirm confirmed cookies could count couple crisis daily dear december deliver did discuss do
    does doing dog done don't drew drop dropped during each early easter email emergency english evening every everybody explained family
    fax february feedback few find finish first follow for form forward french friday from front fundraiser gave german get gift give given
    go good got great group had half handed handed happy has have he heard hello help her here hers hi him his home hopefully hours how
    husband i if in insurance intake into introduced invoice is it its january july june just keep kind know last later learned learning
    leave left less let licence license lisa list listen live lives long look lost lots lovely lunch mail make many march maybe me medicaid
    medicare meet meeting member met might mindful mobile monday month more morning most mother move moved much must my name nap near need
    needs never new next nice night no nobody not note notes november now october of off offered office old on once one only open or order
    our out over own parent parents parking patient patients pay paid peer people perhaps phone pick plan please policy poster problem
    promised proud put question quick rang read ready really received record referral referrals referred remember reminder rescheduled
    return room said same saturday saw say says schedule school see seen sees send sent september session sessions she should show sister
    six sixty skip snow so some somebody someone son soon sorry spanish speak spoke spring staff start still stop stopped student summer
    sunday supervision supervisor take talk talked tall teacher tell tells text thank thanked thanks thanksgiving that the their them then
    there these they thinks this those three through thursday tired to today together told tomorrow too took tried try trying tuesday
    twelve twice two unit until up update us use used vacation very visit visited voicemail wait waiting walked want wanted wants was we
    website wednesday week welcome went were what when where which while who whole why wife will winter with without woman women wonder
    work works worried would write wrote yes yesterday yet yoga you young your adhd aetna bluecross cigna medicaid humana diwali eid
    hanukkah passover ramadan halloween labor memorial thanksgiving portuguese italian polish russian chinese japanese arabic hindi latin
    american mental national international facebook instagram linkedin google windows zoom health starbucks epic
    whoever neither either none nothing something anything everyone anyone whether since unless although though however therefore";

/// Before a birth date.
pub(super) const BIRTH: &str = "dob d.o.b born birthdate geburtsdatum geb";
/// A long past date is nobody's birth date after one of these.
pub(super) const NOT_BIRTH: &str = "founded opened since established est built started licensed graduated married incorporated moved retired dated version edition";
/// The months, by their first three letters.
pub(super) const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Before the number under which somebody is kept somewhere.
pub(super) const RECORDS: &str =
    "mrn ssn chart medicaid medicare nhs member insurance policy claim case patient acct account licence
    license passport file record ref plan health subscriber";
/// Of these, those that need no word such as "number" or "id" after them.
pub(super) const RECORDS_ALONE: &str = "mrn ssn chart medicaid medicare nhs acct";
/// What stands between, and makes the rest of them mean a number.
pub(super) const NUMBERED: &str = "number no nr id # num ref code";
/// Numbers after these are no client's.
pub(super) const OTHER_NUMBERS: &str =
    "npi invoice order room suite po box table ext extension code page version group";

/// Whose number or address it is: an office's.
pub(super) const OF_OFFICES: &str =
    "office fax desk reception clinic extension ext hotline crisis pharmacy answering front main line
    lines suite deliveries practice entrance building loading helpline located they their our company";
/// Whose number or address it is: somebody's own.
pub(super) const OF_SOMEBODY: &str =
    "cell mobile home mother mom mum father dad text him her his she he client patient daughter son
    husband wife brother sister lives live parents emergency boy girl apt apartment flat unit cl pt young man woman";
/// Whatever else is said, this is somebody's home.
pub(super) const AT_HOME: &str = "lives live apt apartment flat home unit his her";
/// What the name of a street ends in.
pub(super) const STREETS: &str =
    "street st avenue ave road rd lane ln drive dr boulevard blvd court ct way place pl terrace close
    crescent walk row square parkway pkwy circle trail";
/// Mailboxes that several people read.
pub(super) const SHARED_MAILBOXES: &str =
    "info office frontdesk admin referrals contact hello intake reception billing appointments
    scheduling support team mail enquiries inquiries noreply news newsletter records";
/// Where people have their own mail.
pub(super) const OWN_MAIL: &str =
    "gmail googlemail yahoo ymail hotmail outlook live msn icloud me aol proton protonmail gmx web
    t-online orange free laposte libero mail zoho comcast verizon btinternet sky att sbcglobal";
/// Capitals that are nobody's initials.
pub(super) const CAPITALS: &str = "am pm pt ot md gp er or ob us uk ny la id tv ok ad hd iep emdr cbt dbt adhd ocd ptsd mri ct np rn
    pa do qr npi eap hr it cpa po rsvp faq nhs mrn ssn dob eta pcp icu mft asd tbi rx dx tx hx sx pto pta act aba edt est pst";
