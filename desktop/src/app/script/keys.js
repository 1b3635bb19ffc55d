// Keys: everything without a mouse. No key does anything while one types.

import { open } from "./dialogs.js";

export function keys() {
  let went = false;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      palette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (went) {
      went = false;
      const place = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (place) {
        event.preventDefault();
        location.href = place.href;
      }
      return;
    }
    const deed = deeds[event.key];
    if (event.key === "g") {
      went = true;
      setTimeout(() => (went = false), 1500);
    } else if (deed?.() !== undefined) {
      event.preventDefault();
    }
  });
}

const deeds = {
  l: () => open(`/log${about()}`) ?? true,
  "/": () => document.querySelector("#find").select() ?? document.querySelector("#find").focus() ?? true,
  "?": () => document.querySelector("#keys").showModal() ?? true,
  u: () => document.querySelector("#notice form button")?.click() ?? undefined,
  j: () => step(1),
  k: () => step(-1),
  Enter: () => marked()?.querySelector("a[href]")?.click(),
};

// On somebody's page, Log is about them.
function about() {
  const who = document.querySelector("[data-contact]")?.dataset.contact;
  return who ? `?at=${who}` : "";
}

function typing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]") != null;
}

function items() {
  return [...document.querySelectorAll("#main [data-item]")];
}

function marked() {
  return document.activeElement?.closest?.("[data-item]") ? undefined : document.querySelector("#main .marked");
}

// Down or up in the list: what is marked has the focus, so that a screen reader says it and Enter opens it.
function step(by) {
  const all = items();
  if (all.length === 0) return undefined;
  const at = all.findIndex((item) => item.contains(document.activeElement));
  const next = all[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by, 0), all.length - 1)];
  const link = next.querySelector("a[href], button") ?? next;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
  return true;
}

function palette() {
  const box = document.querySelector("#palette");
  if (box.open) {
    box.close();
    return;
  }
  box.showModal();
  const input = box.querySelector("input");
  input.value = "";
  input.dispatchEvent(new Event("input"));
  input.focus();
}
