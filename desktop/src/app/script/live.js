// What other windows, the command line and other devices did appears by itself: the page is fetched again and swapped in.

import { morph, read } from "./morph.js";

// Says to the app that a script asks, which shows what comes of it where one is.
export const BY_DIALOG = { Accept: "text/html", "Rapport-Dialog": "1" };

let stream;
let missed = false;

// A page that nobody sees lets go of its stream: browsers hold no more than six connections to one host.
export function live() {
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  listen();
}

function leave() {
  stream?.close();
  stream = undefined;
  missed = true;
}

function listen() {
  if (stream || document.hidden) {
    missed = true;
    return;
  }
  let broken = false;
  stream = new EventSource("/live");
  stream.addEventListener("changed", () => refresh());
  stream.addEventListener("open", () => {
    // After a break something may have been missed.
    if (missed) refresh();
    [missed, broken] = [false, false];
    document.querySelector("#sync")?.classList.remove("attention");
  });
  stream.addEventListener("error", (event) => {
    // Once is a break; if it can't be reached again either, the app was closed.
    if (event.target.readyState === EventSource.CLOSED || broken) ended();
    [missed, broken] = [true, true];
  });
}

function ended() {
  const sync = document.querySelector("#sync");
  if (!sync) return;
  sync.textContent = document.querySelector("#ended").content.textContent;
  sync.classList.add("attention");
}

let fetching = false;
let again = false;
let toSay = false;

// Fetches this page and takes over what differs. Many changes in a row are one fetch, and one after it. `said`: with what is
// said there of what was just done.
export async function refresh({ said = false } = {}) {
  toSay ||= said;
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  const parts = ["#main", "#sync", ...(toSay ? ["#notice"] : [])];
  try {
    const answer = await fetch(location.href, { headers: toSay ? BY_DIALOG : { Accept: "text/html" } });
    toSay = false;
    if (answer.ok && !answer.redirected) take(await answer.text(), parts);
  } catch {
    // The app was closed; the stream says so.
  }
  fetching = false;
  if (again) {
    again = false;
    refresh();
  }
}

function take(html, parts) {
  const page = read(html);
  for (const part of parts) {
    const [from, to] = [document.querySelector(part), page.querySelector(part)];
    if (from && to && part === "#notice") from.replaceChildren(...to.childNodes);
    else if (from && to) morph(from, to);
  }
  document.dispatchEvent(new CustomEvent("swapped"));
}
