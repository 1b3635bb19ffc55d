// Dialogs: a form of another page comes to where one is, and goes away when it is sent.

import { BY_DIALOG, refresh } from "./live.js";
import { morph, read } from "./morph.js";

const dialog = () => document.querySelector("#dialog");
let came = "";
let sending = false;

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
  const main = answer?.ok && !answer.redirected && read(await answer.text()).querySelector("#main");
  if (!main) {
    location.href = address;
    return;
  }
  came = address;
  box.replaceChildren(...main.childNodes);
  if (!box.open) box.showModal();
  (box.querySelector("[autofocus]") ?? box.querySelector("input:not([type=hidden]), select, textarea, button"))?.focus();
}

// A form in the dialog: sent by the script, so that what is wrong can be said where it stands, and nothing typed is lost.
async function sent(event) {
  const form = event.target;
  if (!dialog()?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const answer = await send(form, event.submitter);
  const text = await answer?.text().catch(() => null);
  sending = false;
  if (text == null) {
    refused(form, document.querySelector("#ended").content.textContent);
  } else if (answer.redirected) {
    // The lock came in between.
    location.assign(answer.url);
  } else if (answer.status === 204) {
    done(new URL(answer.headers.get("Location"), location));
  } else if (answer.ok || answer.status === 422) {
    shown(form, text);
  } else {
    refused(form, read(text).querySelector(".lead")?.textContent ?? text);
  }
}

// It was done. Where one was is where one stays, if that is where it leads: what is half typed on the page stays too.
function done(to) {
  if (to.pathname === new URL(came, location).pathname) {
    open(to.href);
  } else if (to.pathname === location.pathname && to.search === location.search) {
    dialog().close();
    dialog().replaceChildren();
    refresh({ said: true });
  } else {
    location.assign(to);
  }
}

// The form once more, with what is asked or wrong; or only what is wrong.
function shown(form, text) {
  if (read(text).querySelector("#main")) swap(text);
  else refused(form, read(text).body.textContent);
  // It may stand above what is seen.
  dialog().querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
}

function refused(form, said) {
  form.querySelector(":scope > .refused")?.remove();
  const line = Object.assign(document.createElement("p"), { className: "wrong refused", textContent: said });
  line.setAttribute("role", "alert");
  form.prepend(line);
  line.scrollIntoView({ block: "center" });
}

// What is chosen decides what else is offered: the place, whom one may have met there.
async function looked(event) {
  const around = event.target.closest("[data-look-within]");
  const form = event.target.form;
  if (!around || !form) return;
  const answer = await send(form, null, around.dataset.lookWithin);
  const text = answer?.ok && (await answer.text().catch(() => null));
  // Meanwhile it may have been sent.
  if (text && form.isConnected && !sending) swap(text, form);
}

function send(form, submitter, action) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  const address = action ?? submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  return fetch(address, { method: "POST", headers: BY_DIALOG, body: fields }).catch(() => null);
}

function swap(html, form) {
  const page = read(html).querySelector("#main");
  const box = dialog().contains(form) || dialog().open ? dialog() : document.querySelector("#main");
  morph(box, Object.assign(box.cloneNode(false), { innerHTML: page.innerHTML }));
}
