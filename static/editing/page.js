// What the editing pages share: the form, the addresses that its template gives, and asking the server.

const settings = document.getElementById("editing");

export const form = settings?.closest("form");

/** The address for one of "check", "markdown", "movement". */
export const address = (name) => settings?.dataset[name];

/** Call `act` when the last call was `wait` milliseconds ago. */
export const later = (act, wait = 400) => {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
};

/** Post fields to an address; gives the decoded answer, or null when the server could not be asked. */
export const ask = async (url, fields, signal) => {
  const body = fields instanceof FormData ? fields : new FormData();
  if (body !== fields) for (const [name, value] of Object.entries(fields)) [value].flat().forEach((one) => body.append(name, one));
  if (!body.has("csrfmiddlewaretoken")) body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(url, { method: "POST", body, signal, headers: { Accept: "application/json" } });
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
  } catch {
    return null;
  }
};
