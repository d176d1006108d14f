// Replaces what is shown by what the server would show now; opened exchanges stay open.
const EVERY = 2000;

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const live = document.getElementById("live");
  const open = new Set([...live.querySelectorAll("details[open]")].map((one) => one.id));
  const next = fresh.getElementById("live");
  for (const one of next.querySelectorAll("details")) one.open = open.has(one.id);
  if (next.innerHTML === live.innerHTML) return;
  const held = document.activeElement?.closest("details")?.id;
  live.replaceWith(next);
  if (held) document.getElementById(held)?.querySelector("summary").focus();
}

setInterval(() => {
  if (!document.hidden && !getSelection().toString()) refresh().catch(() => {});
}, EVERY);
