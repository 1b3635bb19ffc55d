//! A map of who led to whom, from left to right. `rust-sugiyama` says where each name stands; here that becomes SVG, whose colours
//! the style knows, each name a link.

use std::collections::HashMap;

use maud::{Markup, html};
use rust_sugiyama::{configure::Config, from_vertices_and_edges};

/// How high a name stands, how wide a letter is reckoned, and what is free around.
const HIGH: f64 = 36.0;
const LETTER: f64 = 7.8;
const INSET: f64 = 24.0;
const GAP: f64 = 12.0;
const LAYER: f64 = 44.0;

/// Somebody on the map.
pub struct Spot {
    /// Where their name leads.
    pub link: String,
    /// Their name.
    pub name: String,
}

impl Spot {
    fn wide(&self) -> f64 {
        f64::from(u16::try_from(self.name.chars().count()).unwrap_or(u16::MAX)).mul_add(LETTER, INSET)
    }
}

/// The map. Lines lead from a place in `spots` to another; none twice, none to itself. Circles are drawn, but placed as if their
/// last line were not there.
pub fn map(label: &str, spots: &[Spot], lines: &[(usize, usize)]) -> Markup {
    let (places, width, height) = places(spots, lines);
    let at = |spot: usize| places.get(&spot).copied().unwrap_or_default();
    let line = |(from, to): &(usize, usize)| {
        let ((from_x, from_y), (to_x, to_y)) = (at(*from), at(*to));
        let begins = from_x + spots.get(*from).map_or(0.0, Spot::wide) / 2.0;
        let ends = to_x - spots.get(*to).map_or(0.0, Spot::wide) / 2.0;
        let bend = ((ends - begins).abs() / 2.0).max(LAYER / 2.0);
        format!(
            "M{begins:.0} {from_y:.0}C{:.0} {from_y:.0} {:.0} {to_y:.0} {ends:.0} {to_y:.0}",
            begins + bend,
            ends - bend
        )
    };
    html! {
        div.map tabindex="0" role="region" aria-label=(label) {
            svg viewBox={ "0 0 " (format!("{width:.0}")) " " (format!("{height:.0}")) } width=(format!("{width:.0}")) height=(format!("{height:.0}")) {
                @for one in lines { path d=(line(one)) {} }
                @for (number, spot) in spots.iter().enumerate() {
                    @let ((x, y), wide) = (at(number), spot.wide());
                    a href=(spot.link) {
                        rect x=(format!("{:.0}", x - wide / 2.0)) y=(format!("{:.0}", y - HIGH / 2.0)) width=(format!("{wide:.0}")) height=(HIGH) rx="8" {}
                        text x=(format!("{x:.0}")) y=(format!("{:.0}", y + 5.0)) text-anchor="middle" font-size="14" { (spot.name) }
                    }
                }
            }
        }
    }
}

/// Where the middle of each name is, and how wide and high it all is. Those who hang together stand together, below those before.
fn places(spots: &[Spot], lines: &[(usize, usize)]) -> (HashMap<usize, (f64, f64)>, f64, f64) {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    // It places from above downwards: what is wide here is high there.
    let sizes: Vec<(u32, (f64, f64))> =
        spots.iter().enumerate().map(|(number, spot)| (small(number), (HIGH, spot.wide() + LAYER))).collect();
    let edges: Vec<(u32, u32)> = forward(lines).into_iter().map(|(from, to)| (small(from), small(to))).collect();
    let config = Config { vertex_spacing: GAP, ..Config::default() };
    let (mut found, mut width, mut height) = (HashMap::new(), 1.0_f64, GAP / 2.0);
    for (layout, ..) in from_vertices_and_edges(&sizes, &edges, &config) {
        let wide = |number: usize| spots.get(number).map_or(0.0, Spot::wide);
        let low = layout.iter().map(|(_, (x, _))| *x).fold(f64::INFINITY, f64::min);
        let left = layout.iter().map(|(number, (_, y))| y - wide(*number) / 2.0).fold(f64::INFINITY, f64::min);
        let mut bottom = height;
        for (number, (x, y)) in layout {
            let (x, y) = (y - left + 2.0, x - low + height + HIGH / 2.0);
            width = width.max(x + wide(number) / 2.0 + 2.0);
            bottom = bottom.max(y + HIGH / 2.0 + GAP);
            found.insert(number, (x, y));
        }
        height = bottom;
    }
    (found, width, height)
}

/// The lines that lead on: one that would close a circle is left out, since placing does not end on some of these.
fn forward(lines: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    for (from, to) in lines {
        let (mut reached, mut next) = (vec![*to], 0);
        while let Some(at) = reached.get(next).copied() {
            let further = kept.iter().filter(|(one, _)| *one == at).map(|(_, other)| *other);
            let new: Vec<usize> = further.filter(|other| !reached.contains(other)).collect();
            reached.extend(new);
            next += 1;
        }
        if !reached.contains(from) {
            kept.push((*from, *to));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(names: &[&str]) -> Vec<Spot> {
        names.iter().map(|name| Spot { link: format!("/{name}"), name: (*name).to_owned() }).collect()
    }

    #[test]
    fn who_led_stands_left_of_whom_they_led_to_and_nobody_upon_another() {
        let all = spots(&["a", "b", "c", "d", "e"]);
        let (places, width, height) = places(&all, &[(0, 1), (0, 2), (2, 3), (4, 3)]);
        assert!(places[&0].0 < places[&1].0 && places[&2].0 < places[&3].0, "{places:?}");
        assert!((places[&1].1 - places[&2].1).abs() >= HIGH, "{places:?}");
        assert!(places.values().all(|(x, y)| (0.0..=width).contains(x) && (0.0..=height).contains(y)), "{places:?}");
    }

    #[test]
    fn names_lead_somewhere_and_say_what_they_say() {
        let drawn = map("who", &spots(&["ana", "<b>"]), &[(0, 1)]).into_string();
        assert_eq!(drawn.matches("<path").count(), 1, "{drawn}");
        assert!(drawn.contains("href=\"/ana\"") && drawn.contains("&lt;b&gt;"), "{drawn}");
    }

    #[test]
    fn a_circle_is_drawn_and_ends() {
        let lines = [(0, 1), (1, 2), (2, 0)];
        assert_eq!(forward(&lines), [(0, 1), (1, 2)]);
        let drawn = map("who", &spots(&["a", "b", "c"]), &lines).into_string();
        assert_eq!(drawn.matches("<path").count(), 3, "{drawn}");
    }
}
