// Requests to our own API. What changes something shows the token that this page was drawn with; nobody else's page has it.
const token = document.querySelector('meta[name=page-token]');

const ask = (path, options) => fetch(path, { ...options, headers: { ...options.headers, 'x-csrf': token.content } });

export const api = async (path, options = {}) => {
  const answer = await ask(path, options);
  if (answer.status !== 403 || (await answer.clone().json().catch(() => ({}))).code !== 'DC9146') return answer;
  // Another tab has a newer cookie.
  const me = await fetch('/api/v1/me');
  if (!me.ok) return answer;
  token.content = (await me.json()).pageToken;
  return ask(path, options);
};

// How the page asks its API: an answer, or what went wrong in words.
export const post = async (path, body) => {
  const answer = await api(path, body === undefined ? { method: 'POST' }
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const said = await answer.json().catch(() => ({}));
  return { ok: answer.ok, said, why: answer.ok ? null : said.code ? `${said.code} ${said.title} → ${said.remedy}` : `It could not be done (${answer.status}).` };
};

// A button that does something once: not again while it does, and what went wrong is told beside it.
export const act = async (button, place, what) => {
  place.hidden = true;
  button.disabled = true;
  const { ok, said, why } = await what();
  if (!ok) {
    place.textContent = why;
    place.hidden = false;
    button.disabled = false;
  }
  return ok ? said : null;
};

export const toRun = started => { if (started) location.assign(`/runs/${encodeURIComponent(started.runId)}`); };
