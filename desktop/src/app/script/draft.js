// A form that says so keeps what is typed, at each input: on the disk, in the book's drafts of this device. Any other form that
// could not be saved gets back what was typed into it.

export function drafts() {
  let waiting;
  giveBack();
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.draft) {
      // It is on its way into the book.
      clearTimeout(waiting);
      waiting = undefined;
    }
    // What a dialog sends stays there until it is kept.
    if (event.target.method !== "post" || event.target.dataset.draft || event.defaultPrevented) return;
    const typed = [...new FormData(event.target)].filter(([name, value]) => name !== "token" && typeof value === "string");
    sessionStorage.setItem("typed", JSON.stringify({ action: event.target.action, typed }));
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), 150);
  });
  addEventListener("pagehide", () => {
    const form = document.querySelector("form[data-draft]");
    if (waiting && form) keep(form);
  });
}

// Of a form that could not be saved: what was typed into it stands there again.
function giveBack() {
  const kept = sessionStorage.getItem("typed");
  sessionStorage.removeItem("typed");
  if (!kept || !document.querySelector("#notice > .wrong")) return;
  const { action, typed } = JSON.parse(kept);
  const form = [...document.forms].find((form) => form.action === action);
  for (const [name, value] of form ? typed : []) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field && field.type !== "hidden") field.value = value;
  }
}

async function keep(form) {
  const fields = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.draft, { method: "POST", body: fields, keepalive: true }).catch(() => null);
  const box = form.querySelector("[data-warnings]");
  if (answer?.ok && box) box.innerHTML = await answer.text();
}
