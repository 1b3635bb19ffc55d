//! Export and backup: the book, or its contacts, as files; and how a backup becomes a book again.

use axum::{Router, response::Response, routing::get};
use maud::html;
use rapport_core::exchange::ExportFormat;

use super::{Screen, Section};
use crate::app::{asked::Asked, page::Page, state::App, words::exchange as say};

/// The ways out.
pub static SCREEN: Screen = Screen {
    path: "/export",
    title: say::EXPORT,
    about: say::EXPORT_ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/export", get(page))
        .route(
            "/export/contacts.vcf",
            get(async |asked| written(asked, ExportFormat::VCard, "text/vcard; charset=utf-8", "contacts.vcf").await),
        )
        .route(
            "/export/contacts.csv",
            get(async |asked| written(asked, ExportFormat::Csv, "text/csv; charset=utf-8", "contacts.csv").await),
        )
        .route(
            "/export/book.json",
            get(async |asked| written(asked, ExportFormat::Json, "application/json", "book.json").await),
        )
        .route("/export/backup.zip", get(backup))
}

async fn page(asked: Asked) -> Response {
    asked
        .page(|_| {
            let file = |name: &str, label: &str| html! { a.button href={ "/export/" (name) } download { (label) } };
            let body = html! {
                header.title { h1 { (say::EXPORT) } }
                section.stack { h2 { (say::BACKUP) } p { (say::BACKUP_MORE) } div.deeds { a.button.primary href="/export/backup.zip" download { (say::SAVE_BACKUP) } } }
                section.stack { h2 { (say::RESTORE) } p { (say::RESTORE_MORE) } p { code { (say::RESTORE_COMMAND) } } p { (say::RESTORE_THEN) } }
                section.stack { h2 { (say::CONTACTS) } p { (say::CONTACTS_MORE) } div.deeds { (file("contacts.vcf", say::VCARD)) (file("contacts.csv", say::CSV)) } }
                section.stack { h2 { (say::WHOLE) } p { (say::WHOLE_MORE) } div.deeds { (file("book.json", say::JSON)) } }
            };
            Ok(Page::new(&SCREEN, say::EXPORT, body))
        })
        .await
}

async fn written(asked: Asked, format: ExportFormat, kind: &'static str, name: &'static str) -> Response {
    asked
        .file(kind, name, move |view| {
            let mut bytes = Vec::new();
            view.book.export(format, &mut bytes)?;
            Ok(bytes)
        })
        .await
}

/// `GET /export/backup.zip`: every change, in one file.
async fn backup(asked: Asked) -> Response {
    asked
        .file("application/zip", "rapport-backup.zip", |view| {
            let mut bytes = Vec::new();
            view.book.backup(&mut bytes)?;
            Ok(bytes)
        })
        .await
}
