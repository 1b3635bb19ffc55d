//! Objects as programs get them, compared with the files in `tests/golden`. What differs from run to run (ids, times, codes) is
//! replaced by what it is. `GOLDEN=write` writes them anew, to be read before they are kept.

use serde_json::Value;

/// Numbers that follow from the day and the hour at which the test runs.
const VARIES: &[&str] = &["percent", "days_left", "weight"];

/// Objects compared with the files.
#[derive(Default)]
pub struct Golden {
    ids: Vec<String>,
}

impl Golden {
    /// Compares an object with the file of its name.
    ///
    /// # Panics
    /// If it is not as it was.
    #[track_caller]
    pub fn is(&mut self, name: &str, object: &Value) {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.json"));
        let text = format!("{}\n", serde_json::to_string_pretty(&self.steady(object)).unwrap());
        if std::env::var_os("GOLDEN").is_some_and(|value| value == "write") {
            std::fs::write(&file, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(text, kept, "{name} is not as tests/golden/{name}.json documents it");
    }

    fn steady(&mut self, value: &Value) -> Value {
        match value {
            Value::Array(all) => all.iter().map(|one| self.steady(one)).collect(),
            Value::Object(map) => {
                let steady = map.iter().map(|(key, value)| match value {
                    Value::String(_) if key == "next" => (key.clone(), "<next>".into()),
                    Value::Number(_) if VARIES.contains(&key.as_str()) => (key.clone(), "<number>".into()),
                    value => (self.steady_text(key), self.steady(value)),
                });
                steady.collect::<serde_json::Map<_, _>>().into()
            }
            Value::String(text) => self.steady_text(text).into(),
            other => other.clone(),
        }
    }

    fn steady_text(&mut self, text: &str) -> String {
        let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        // A key such as at:<id>:front_desk has the id in it.
        if let Some((one, other)) = text.split_once(':').filter(|(one, _)| one.len() < 20 && !one.contains('-'))
            && other.starts_with("01")
        {
            return format!("{one}:{}", self.steady_text(other));
        }
        match text.len() {
            36.. if text.as_bytes()[8] == b'-' && hex(&text[..8]) => {
                let (id, rest) = text.split_at(36);
                let known = self.ids.iter().position(|known| known == id).unwrap_or_else(|| {
                    self.ids.push(id.to_owned());
                    self.ids.len() - 1
                });
                // What stands behind the id, as the day in a key of Today, differs from run to run too.
                let rest = rest
                    .strip_prefix(':')
                    .map_or_else(|| rest.to_owned(), |rest| format!(":{}", self.steady_text(rest)));
                format!("<record {}>{rest}", known + 1)
            }
            64 if hex(text) => "<change>".to_owned(),
            16 if hex(text) => "<device>".to_owned(),
            24 if text.ends_with('Z') && text.as_bytes()[10] == b'T' => "<instant>".to_owned(),
            10 if text.starts_with("20") && text.as_bytes()[7] == b'-' => "<day>".to_owned(),
            7 if text.starts_with("R-") => "<code>".to_owned(),
            _ if text.starts_with('/') => "<path>".to_owned(),
            _ => text.to_owned(),
        }
    }
}
