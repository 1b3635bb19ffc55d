// Dialogs: a form of another page comes to where one is, and goes away when it is sent.

import { morph } from "./morph.js";

const dialog = () => document.querySelector("#dialog");

export function dialogs() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || link.pathname === location.pathname) return;
    event.preventDefault();
    open(link.href);
  });
  document.addEventListener("click", (event) => {
    // A press beside a dialog closes it; what was typed is kept as a draft.
    if (event.target.tagName === "DIALOG") event.target.close();
    const box = event.target.closest("[data-close]")?.closest("dialog");
    if (!box) return;
    event.preventDefault();
    box.close();
  });
  document.addEventListener("submit", sent);
  document.addEventListener("change", looked);
}

export async function open(address) {
  const box = dialog();
  if (location.pathname === new URL(address, location).pathname) return;
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) {
    location.href = address;
    return;
  }
  box.replaceChildren(...contents(await answer.text()));
  if (!box.open) box.showModal();
  (box.querySelector("[autofocus]") ?? box.querySelector("input:not([type=hidden]), select, textarea, button"))?.focus();
}

function contents(html) {
  return [...new DOMParser().parseFromString(html, "text/html").querySelector("#main").childNodes];
}

// A form in the dialog: sent by the script, so that what is wrong can be shown where it stands.
async function sent(event) {
  const form = event.target;
  if (!dialog()?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  const answer = await send(form, event.submitter);
  if (answer?.redirected) {
    // Where one was is where one is again, with what was just done.
    location.reload();
  } else if (answer) {
    swap(await answer.text());
    // What is asked or wrong may stand above what is seen.
    dialog().querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }
}

// What is chosen decides what else is offered: the place, whom one may have met there.
async function looked(event) {
  const around = event.target.closest("[data-look-within]");
  const form = event.target.form;
  if (!around || !form) return;
  const answer = await send(form, null, around.dataset.lookWithin);
  if (answer?.ok) swap(await answer.text(), form);
}

function send(form, submitter, action) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  const address = action ?? submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  return fetch(address, { method: "POST", body: fields }).catch(() => null);
}

function swap(html, form) {
  const page = new DOMParser().parseFromString(html, "text/html").querySelector("#main");
  const box = dialog().contains(form) || dialog().open ? dialog() : document.querySelector("#main");
  morph(box, Object.assign(box.cloneNode(false), { innerHTML: page.innerHTML }));
}
