/* Sends one answer so that it counts exactly once, however often the line breaks: a repeated post of
   the same token, or of the same random number of an open link, gets the same receipt. */

const PATIENCE = 20_000; // milliseconds that a slow line is waited for
const COME_BACK = new Set([429, 502, 503, 504, 507]);

/** What became of it: {receipt}, {later: seconds} where it may be sent again, or {refused: true}. */
export async function sendAnswer(address, fields) {
  const ended = new AbortController();
  const clock = setTimeout(() => ended.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
      credentials: "omit",
      cache: "no-store",
      signal: ended.signal,
    });
    if (COME_BACK.has(answer.status)) {
      return { later: Number(answer.headers.get("Retry-After")) || 15, busy: true };
    }
    if (!answer.ok) return { refused: true };
    const { receipt } = await answer.json();
    return receipt ? { receipt } : { refused: true };
  } catch {
    return { later: 15 };
  } finally {
    clearTimeout(clock);
  }
}

/** Posts the same fields as a page, so that the server says in its own words what is wrong. */
export function postAsPage(address, fields) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
