// A form that says so keeps what is typed, at each input: on the disk, in the book's drafts of this device. Any other form that
// could not be saved gets back what was typed into it.

export function drafts() {
  let waiting;
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

async function keep(form) {
  const fields = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.draft, { method: "POST", body: fields, keepalive: true }).catch(() => null);
  const box = form.querySelector("[data-warnings]");
  if (answer?.ok && box) box.innerHTML = await answer.text();
}
