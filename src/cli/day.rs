//! What day it is: for judgements that expire, and those that are recorded.

use std::time::SystemTime;

use clap::Args;
use gainsay::base::when::{Day, When};

use super::Ended;

/// What day it is.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Judgements")]
pub(super) struct DayArgs {
    /// Take this day for today: judgements that expired before it count for nothing [default: today, UTC]
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

impl DayArgs {
    /// Today.
    pub(super) fn today(&self) -> Result<Day, Ended> {
        let Some(text) = &self.today else { return Ok(clock()) };
        let shown = gainsay::view::report::visible(text);
        let when = date("--today", text)?;
        match when.nominal() {
            (Some(first), Some(last)) if first == last => Ok(first),
            _ => Err(Ended::Misused(format!(
                "--today `{shown}`: this is no single day\nhelp: write it like `{}`",
                day_text(clock())
            ))),
        }
    }
}

/// A date that an option gives.
pub(super) fn date(option: &str, text: &str) -> Result<When, Ended> {
    When::parse(text).map_err(|error| {
        let help = error.suggestion.map(|meant| format!("\nhelp: write `{meant}`")).unwrap_or_default();
        Ended::Misused(format!("{option} `{}`: {}{help}", gainsay::view::report::visible(text), error.message))
    })
}

/// The day that the machine's clock shows, in UTC.
fn clock() -> Day {
    const SECONDS: u64 = 24 * 60 * 60;
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::from_number(i32::try_from(seconds / SECONDS).unwrap_or(i32::MAX))
}

/// A day in EDTF.
pub(super) fn day_text(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}
