// Finding as one types: below the field for it, and in the palette.

export function search() {
  palette();
  below();
}

function palette() {
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
    found(input, (rows) => {
      list.append(...rows);
      select(list, Math.max(selected(list), 0));
    });
  });
  moves(input, list, () => box.close());
  list.addEventListener("click", () => box.close());
}

// Who is found is offered below the field. On the page of what was found, the page itself is that.
function below() {
  const field = document.querySelector("#find");
  const list = document.querySelector("#found");
  if (!list) return;
  const show = (rows) => {
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const close = () => show([]);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", "found");
  field.setAttribute("aria-expanded", "false");
  let last = field.value.trim();
  field.addEventListener("input", () => {
    const typed = field.value.trim();
    if (typed === last) return;
    last = typed;
    if (location.pathname === "/search") {
      history.replaceState(null, "", `/search?q=${encodeURIComponent(typed)}`);
      import("./live.js").then(({ refresh }) => refresh());
    } else if (typed.length > 1) {
      found(field, show);
    } else {
      close();
    }
  });
  moves(field, list, close);
  field.addEventListener("blur", (event) => {
    if (event.relatedTarget && !list.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target !== field && !list.contains(event.target)) close();
  });
}

// Up and down choose, Enter goes there; with nothing chosen Enter does what the form does. Escape closes at once.
function moves(input, list, close) {
  input.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = list.children[selected(list)];
    if (move && list.children.length > 0) {
      event.preventDefault();
      select(list, selected(list) + move);
    } else if (event.key === "Enter" && (chosen || !input.form)) {
      event.preventDefault();
      chosen?.querySelector("a")?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

// What begins with what stands in the field, as long as it stands there.
async function found(field, show) {
  const typed = field.value.trim();
  if (typed.length < 2) return;
  const answer = await fetch(`/search/quick?q=${encodeURIComponent(typed)}`).catch(() => null);
  if (!answer?.ok) return;
  const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li");
  if (field.value.trim() === typed && document.activeElement === field) show([...rows]);
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
