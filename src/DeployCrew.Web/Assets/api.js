// How the page asks its API: an answer, or what went wrong in words.
export const post = async (path, body) => {
  const answer = await fetch(path, body === undefined ? { method: 'POST' }
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
