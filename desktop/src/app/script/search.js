// Finding as one types: below the field for it, and in the palette.

export function search() {
  const field = document.querySelector("#find");
  const box = document.querySelector("#palette");
  if (!box) return;
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  const screens = [...list.children];
  input.addEventListener("input", () => {
    const typed = input.value.trim().toLowerCase();
    const fitting = screens.filter((screen) => typed.split(/\s+/).every((word) => screen.textContent.toLowerCase().includes(word)));
    list.replaceChildren(...fitting);
    select(list, 0);
    if (typed.length > 1) found(typed, () => input.value.trim().toLowerCase() === typed, (rows) => {
      list.append(...rows);
      select(list, Math.max(selected(list), 0));
    });
  });
  input.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      select(list, selected(list) + move);
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.children[selected(list)]?.querySelector("a")?.click();
    }
  });
  list.addEventListener("click", () => box.close());
  below(field);
}

// The page of what was found comes as one types in its own field.
function below(field) {
  let last = field.value;
  field.addEventListener("input", () => {
    const typed = field.value.trim();
    if (typed === last || location.pathname !== "/search") return;
    last = typed;
    history.replaceState(null, "", `/search?q=${encodeURIComponent(typed)}`);
    import("./live.js").then(({ refresh }) => refresh());
  });
}

async function found(typed, still, show) {
  const answer = await fetch(`/search/quick?q=${encodeURIComponent(typed)}`).catch(() => null);
  if (!answer?.ok || !still()) return;
  const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li");
  if (still()) show([...rows]);
}

function selected(list) {
  return [...list.children].findIndex((row) => row.getAttribute("aria-selected") === "true");
}

function select(list, at) {
  const last = list.children.length - 1;
  const chosen = Math.min(Math.max(at, 0), last);
  [...list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}
