// What other windows, the command line and other devices did appears by itself: the page is fetched again and swapped in.

import { morph } from "./morph.js";

export function live() {
  const stream = new EventSource("/live");
  let opened = false;
  stream.addEventListener("changed", refresh);
  stream.addEventListener("open", () => {
    // After a break something may have been missed.
    if (opened) refresh();
    opened = true;
    document.querySelector("#sync")?.classList.remove("attention");
  });
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    const sync = document.querySelector("#sync");
    if (sync) sync.textContent = document.querySelector("#ended").content.textContent;
  });
  addEventListener("pagehide", () => stream.close());
}

let fetching = false;
let again = false;

// Fetches this page and takes over what differs. Many changes in a row are one fetch, and one after it.
export async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) take(await answer.text());
  } catch {
    // The app was closed; the stream says so.
  }
  fetching = false;
  if (again) {
    again = false;
    refresh();
  }
}

export function take(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of ["#main", "#sync"]) {
    const [from, to] = [document.querySelector(part), page.querySelector(part)];
    if (from && to) morph(from, to);
  }
  document.dispatchEvent(new CustomEvent("swapped"));
}
