// While there is an app lock: keys and pointers keep the app open, and a page that nobody touches gives way to the lock in time.

export function lock() {
  const idle = Number(document.body.dataset.idle ?? 0) * 1000;
  if (idle === 0) return;
  let used = Date.now();
  let told = used;
  const touched = () => {
    used = Date.now();
    if (used - told < 60_000) return;
    told = used;
    fetch("/unlock/used", { method: "POST", body: new URLSearchParams({ token: document.body.dataset.token }) });
  };
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, touched, { capture: true, passive: true });
  setInterval(() => Date.now() - used > idle && location.assign("/unlock"), 5_000);
}
