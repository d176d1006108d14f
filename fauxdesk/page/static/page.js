// Shows what the server would show now, every other second. Without scripts, reload the page.
const EVERY_MS = 2000;
const link = document.getElementById("link");
let version = null;

async function refresh() {
  const headers = version ? { "If-None-Match": version } : {};
  const answer = await fetch(location.href, { cache: "no-store", headers });
  if (answer.status !== 304) {
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    version = answer.headers.get("ETag");
  }
  tell(true);
}

function show(fresh) {
  document.title = fresh.title;
  for (const old of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(old.id);
    for (const one of next.querySelectorAll("details")) {
      one.open = document.getElementById(one.id)?.open ?? false;
    }
    if (next.innerHTML !== old.innerHTML) swap(old, next);
  }
}

// Keeps the keyboard where it was, and the place to which a text was scrolled.
function swap(old, next) {
  const held = old.contains(document.activeElement) && document.activeElement;
  const place = held && held.closest("details")?.id;
  const kind = held && held.localName;
  const scrolled = [...old.querySelectorAll("details[open] pre")].filter((one) => one.scrollTop);
  const tops = scrolled.map((one) => [one.closest("details").id, one.scrollTop]);
  old.replaceWith(document.importNode(next, true));
  for (const [id, top] of tops) {
    const text = document.getElementById(id)?.querySelector("pre");
    if (text) text.scrollTop = top;
  }
  if (place) document.getElementById(place)?.querySelector(kind)?.focus({ preventScroll: true });
}

function tell(up) {
  const says = up ? "live" : "no answer; this is how it was";
  if (link.textContent !== says) link.textContent = says;
  link.dataset.up = up ? "yes" : "no";
}

async function tick() {
  const reading = document.hidden || getSelection().toString();
  if (!reading) await refresh().catch(() => tell(false));
  setTimeout(tick, EVERY_MS);
}
tick();
