// What the pages do beyond links and forms. Every page works without this.

import { dialogs } from "./dialogs.js";
import { drafts } from "./draft.js";
import { keys } from "./keys.js";
import { live } from "./live.js";
import { lock } from "./lock.js";
import { search } from "./search.js";

notices();
dialogs();
drafts();
keys();
search();
live();
lock();

// A page that was fetched again may say what was just done.
document.addEventListener("swapped", notices);

// Filters take effect as they are chosen.
document.addEventListener("change", (event) => {
  if (event.target.form?.matches("form[data-at-once]")) event.target.form.requestSubmit();
});

// A menu closes when one goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.later[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What was done can be taken back for ten seconds, and for as long as one points at it or has the focus there.
function notices() {
  const bar = document.querySelector("#notice > .notice");
  if (!bar) return;
  const close = bar.querySelector(".close");
  // What is shown already is counted down already.
  if (!close.hidden) return;
  close.hidden = false;
  close.addEventListener("click", () => bar.remove());
  if (!bar.dataset.left) return;
  let left = Number(bar.dataset.left);
  const timer = setInterval(() => {
    if (!bar.matches(":hover, :focus-within")) left -= 250;
    if (left > 0 && bar.isConnected) return;
    clearInterval(timer);
    bar.remove();
  }, 250);
}
