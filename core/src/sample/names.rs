//! Invented names. Any likeness is chance.

use std::collections::BTreeSet;

use super::dice::Dice;
use crate::model::Sector;

const FIRST: &[&str] = &[
    "Ada", "Amara", "Ana", "Anton", "Aziza", "Beatriz", "Ben", "Bo", "Carla", "Cem", "Chidi", "Clara", "Dana",
    "Darius", "Dev", "Dora", "Elena", "Elif", "Emil", "Esther", "Farid", "Femi", "Gia", "Greta", "Hana", "Hugo",
    "Imani", "Ines", "Ivan", "Jamal", "Joana", "Jonas", "Kaito", "Kemi", "Lars", "Leila", "Lena", "Liam", "Lucia",
    "Mai", "Marco", "Maya", "Mei", "Milan", "Mina", "Nadia", "Naomi", "Nico", "Noor", "Olga", "Omar", "Paula", "Pavel",
    "Priya", "Rafa", "Rosa", "Ruth", "Sam", "Sana", "Selim", "Sofia", "Soren", "Tara", "Tess", "Tomas", "Uma", "Vera",
    "Viktor", "Wanda", "Wei", "Yara", "Yusuf", "Zoe",
];
const LAST_BEGINS: &[&str] = &[
    "Alder", "Amber", "Ash", "Bram", "Cal", "Cor", "Dal", "Dun", "Ever", "Fen", "Gar", "Gil", "Had", "Hol", "Iver",
    "Kel", "Lang", "Lin", "Mar", "Mer", "Nor", "Os", "Pem", "Quill", "Rad", "Ros", "Sel", "Stan", "Thorn", "Ver",
    "Wen", "Win", "Yar",
];
const LAST_ENDS: &[&str] = &[
    "aro", "berg", "by", "croft", "dale", "eva", "field", "ford", "ini", "ley", "mann", "mere", "ova", "sen", "stead",
    "ton", "well", "wick",
];
/// First names of other languages, and long ones: what a screen, a search and a sort have to bear.
const FIRST_TOO: &[&str] = &[
    "Ángela",
    "Anne-Sophie",
    "Béatrice",
    "Björn",
    "Çağla",
    "Chloë",
    "Dagný",
    "Éloïse",
    "Fatoumata",
    "François",
    "Guðrún",
    "Íñigo",
    "Jean-Baptiste",
    "José Luis",
    "Jörg",
    "Krzysztof",
    "Łucja",
    "Maximiliane",
    "Māra",
    "Mária Terézia",
    "Ngọc Lan",
    "Nuño",
    "Oluwaseun",
    "Øystein",
    "Renée",
    "Şebnem",
    "Siobhán",
    "Søren",
    "Thị Hương",
    "Věra",
    "Wilhelmina",
    "Xóchitl",
    "Zoë",
    "Žofia",
];
const LAST_TOO: &[&str] = &[
    "Adeyemi-Fairweather",
    "Ağaoğlu",
    "Bjørnstad",
    "Brâncoveanu",
    "Castañeda y Peralta",
    "D'Angelo",
    "de la Cruz Ibáñez",
    "Đorđević",
    "Fernández-Villaverde",
    "Gutiérrez",
    "Håkansson",
    "Jørgensen",
    "Kowalczyk-Wiśniewska",
    "Lindström",
    "MacGillivray",
    "Müller-Stauffenbach",
    "Núñez",
    "O'Shaughnessy",
    "Ó Súilleabháin",
    "Öztürk",
    "Papadopoulou",
    "Quispe Mamani",
    "Ramanathan-Whitcombe",
    "Šimánková",
    "St. Clair",
    "Suárez",
    "Thorvaldsdóttir",
    "Trần",
    "van den Berghe-Janssens",
    "von Oertzen",
    "Wołoszczuk",
    "Yáñez",
    "Żeleński",
];
const OFFICE_BEGINS: &[&str] = &[
    "Alder", "Amber", "Beech", "Birch", "Bridge", "Brook", "Cedar", "Clover", "Copper", "Crane", "Elm", "Falcon",
    "Fern", "Fox", "Garnet", "Harbor", "Hazel", "Heron", "Hollow", "Iris", "Juniper", "Kestrel", "Lark", "Linden",
    "Maple", "Meadow", "Mill", "Oak", "Orchard", "Otter", "Pine", "Quarry", "River", "Rowan", "Sage", "Spruce",
    "Stone", "Sycamore", "Thistle", "Willow",
];
const OFFICE_ENDS: &[&str] = &[
    "bank", "bend", "brook", "crest", "field", "gate", " Hill", "land", " Point", "side", " Square", " Street", "view",
    "wood",
];
const STREETS: &[&str] = &[
    "Acorn Lane",
    "Bell Street",
    "Canal Street",
    "Depot Road",
    "East Main Street",
    "Fairview Avenue",
    "Granary Row",
    "High Street",
    "Ice House Lane",
    "Juniper Way",
    "King Street",
    "Lock Street",
    "Market Street",
    "North Avenue",
    "Orchard Road",
    "Post Road",
    "Quarry Road",
    "Ropewalk",
    "South Street",
    "Tannery Lane",
    "Union Street",
    "Vine Street",
    "Water Street",
    "West Main Street",
];
const DISTRICTS: &[&str] =
    &["Fernhill", "Millrace", "Old Harbor", "Larkfield", "Stonebridge", "Upper Vale", "Saltmarsh", "Eastgate"];

/// How places with long names begin.
const OFFICE_LONG: &[&str] = &[
    "Center for Child, Adolescent and Family Wellbeing at",
    "The Northern Valleys Regional Cooperative for",
    "Clínica Comunitaria San Martín,",
    "Saint Brigid of the Meadows",
    "O'Leary, Peña & Associates",
];

/// Names that nobody has yet.
#[derive(Debug)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// Of their own, since it takes as many draws as it takes until nobody has the name.
    dice: Dice,
}

impl Names {
    pub const fn new(dice: Dice) -> Self {
        Self { taken: BTreeSet::new(), dice }
    }

    /// Somebody's first and last name.
    pub fn person(&mut self) -> String {
        self.fresh(|dice| {
            let firsts = if dice.happens(20) { FIRST_TOO } else { FIRST };
            let first = *dice.pick(firsts);
            if dice.happens(20) {
                format!("{first} {}", dice.pick(LAST_TOO))
            } else {
                format!("{first} {}{}", dice.pick(LAST_BEGINS), dice.pick(LAST_ENDS))
            }
        })
    }

    /// A place's name, after its field.
    pub fn office(&mut self, sector: &Sector) -> String {
        let kinds = kinds_of(sector);
        self.fresh(|dice| {
            let begins = if dice.happens(6) { *dice.pick(OFFICE_LONG) } else { "" };
            let name = format!("{}{} {}", dice.pick(OFFICE_BEGINS), dice.pick(OFFICE_ENDS), dice.pick(kinds));
            format!("{begins} {name}").trim_start().to_owned()
        })
    }

    fn fresh(&mut self, draw: impl Fn(&mut Dice) -> String) -> String {
        // Where a list is exhausted, as in a book of hundreds of thousands, a number tells namesakes apart.
        let mut name = draw(&mut self.dice);
        let mut tries = 1;
        while !self.taken.insert(name.clone()) {
            tries += 1;
            name = draw(&mut self.dice);
            if tries > 40 {
                name = format!("{name} {tries}");
            }
        }
        name
    }
}

/// The name of a district: a few, and then numbered ones.
pub(super) fn district(number: usize) -> String {
    match DISTRICTS.get(number) {
        Some(name) => (*name).to_owned(),
        None => format!("{} {}", DISTRICTS[number % DISTRICTS.len()], 1 + number / DISTRICTS.len()),
    }
}

/// "214 Canal Street".
pub(super) fn street(dice: &mut Dice) -> String {
    format!("{} {}", dice.within(1..=480), dice.pick(STREETS))
}

/// What places of a field call themselves.
fn kinds_of(sector: &Sector) -> &'static [&'static str] {
    match sector {
        Sector::PrimaryCare => &["Family Medicine", "Primary Care", "Medical Group", "Family Practice"],
        Sector::Pediatrics => &["Pediatrics", "Children's Clinic"],
        Sector::Psychiatry => &["Psychiatry", "Behavioral Health"],
        Sector::Psychology => &["Psychology Group", "Assessment Center"],
        Sector::Counselling => &["Counselling", "Family Counselling"],
        Sector::Neurology => &["Neurology", "Headache Clinic"],
        Sector::Specialist => &["Cardiology", "Women's Health", "Endocrinology"],
        Sector::Physiotherapy => &["Physiotherapy", "Sports Rehab"],
        Sector::Chiropractic => &["Chiropractic"],
        Sector::Dentistry => &["Dental", "Orthodontics"],
        Sector::Nutrition => &["Nutrition"],
        Sector::Hospital => &["Community Hospital"],
        Sector::School => &["Elementary School", "High School", "Academy"],
        Sector::Faith => &["Chapel", "Community Church", "Congregation"],
        Sector::Law => &["Family Law", "Law Office"],
        Sector::Agency => &["Family Services", "Youth Agency"],
        Sector::Employer => &["Works", "Foods"],
        Sector::Fitness => &["Yoga", "Fitness"],
        Sector::Coaching => &["Coaching"],
        Sector::Community => &["Library", "Community Center"],
        _ => &["Partners"],
    }
}
