// A run as it happens: the journal's events, drawn into the page that the server has drawn so far.
import './actions.js';
import { api } from './api.js';

const run = document.getElementById('run');
const base = `/api/v1/runs/${encodeURIComponent(run.dataset.run)}`;
const log = document.getElementById('log');
const words = { verified: 'Verified', unchanged: 'Unchanged', rolledBack: 'Rolled back', notVerified: 'Not verified', inconclusive: 'Inconclusive', failed: 'Failed', planned: 'Planned', destroyed: 'Destroyed', running: 'Running', stopped: 'Stopped' };
const tones = { verified: 'good', unchanged: 'good', planned: 'good', destroyed: 'calm', running: 'live', stopped: 'calm', inconclusive: 'warn' };

const show = state => {
  run.dataset.state = state;
  const badge = document.createElement('span');
  badge.className = `badge ${tones[state] ?? 'bad'}`;
  badge.dataset.state = state;
  badge.textContent = words[state] ?? state;
  document.getElementById('state').replaceChildren(badge);
  document.getElementById('cancel').hidden = state !== 'running';
  document.getElementById('resume').hidden = ['running', 'verified', 'unchanged', 'planned', 'destroyed'].includes(state);
};

// What comes at once is drawn at once: a long log is one change of the page, not thousands.
let waiting = [];
const write = line => {
  if (waiting.push(line) > 1) return;
  requestAnimationFrame(() => {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    log.append(waiting.join('\n') + '\n');
    waiting = [];
    if (atEnd) log.scrollTop = log.scrollHeight;
  });
};

const stage = (name, status, took, said) => {
  const item = run.querySelector(`[data-stage="${CSS.escape(name)}"]`);
  if (!item) return;
  item.dataset.status = status;
  if (took !== undefined) item.querySelector('.took').textContent = took;
  if (said !== undefined) item.querySelector('.said').textContent = said;
};

const time = at => at.slice(11, 19);
const weights = new Map();
const traffic = sample => {
  if (typeof sample.productionPercent !== 'number') return;
  document.getElementById('rollout').hidden = false;
  let row = weights.get(sample.service);
  if (!row) {
    row = document.createElement('div');
    row.className = 'weight';
    const name = document.createElement('span');
    name.textContent = sample.service;
    const meter = document.createElement('meter');
    meter.max = 100;
    meter.setAttribute('aria-label', `Share of the traffic of ${sample.service}'s new version`);
    row.append(name, meter, document.createElement('span'));
    weights.set(sample.service, row);
    document.getElementById('weights').append(row);
  }
  row.children[1].value = sample.productionPercent;
  row.children[2].textContent = `${sample.productionPercent} %`;
};

const ended = async () => {
  const answer = await fetch(base);
  if (!answer.ok) return;
  const now = await answer.json();
  // The journal knows of the end a moment before the run has let go.
  if (now.state === 'running') {
    setTimeout(ended, 300);
    return;
  }
  // What follows from the end (a plan, the ways on) is drawn by the server.
  if (run.dataset.state === 'running' && now.state !== 'stopped') {
    location.reload();
    return;
  }
  show(now.state);
  const outcome = document.getElementById('outcome');
  outcome.replaceChildren();
  if (now.url) {
    const link = document.createElement('a');
    link.href = now.url;
    link.rel = 'noreferrer';
    link.textContent = now.url;
    const text = document.createElement('p');
    text.className = 'serves';
    text.append(['verified', 'unchanged'].includes(now.state) ? 'Serves at ' : 'Its address is ', link);
    outcome.append(text);
  }
  if (now.error) {
    const box = document.createElement('div');
    box.className = 'failure';
    const what = document.createElement('p');
    const code = document.createElement('strong');
    code.textContent = now.error.code;
    what.append(code, ` ${now.error.message}`);
    const remedy = document.createElement('p');
    remedy.textContent = `→ ${now.error.remedy}`;
    box.append(what, remedy);
    if (now.error.details?.length) {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      summary.textContent = 'Why';
      const text = document.createElement('pre');
      text.tabIndex = 0;
      text.textContent = now.error.details.join('\n');
      details.append(summary, text);
      box.append(details);
    }
    outcome.append(box);
  }
  document.getElementById('evidence').hidden = !now.hasEvidence;
};

const events = new EventSource(`${base}/events`);
const on = (kind, act) => events.addEventListener(kind, event => act(JSON.parse(event.data)));
on('run.started', one => write(`${time(one.at)} the run begins`));
on('run.resumed', one => { write(`${time(one.at)} the run goes on`); show('running'); });
on('run.cancelled', one => { write(`${time(one.at)} cancelled`); ended(); });
on('run.ended', one => { write(`${time(one.at)} the run has ended`); ended(); });
on('agent.handoff', one => write(`${time(one.at)} ${one.stage} → ${one.data}`));
on('stage.started', one => { write(`${time(one.at)} ${one.stage} …`); stage(one.stage, 'running', '', ''); });
on('stage.progress', one => write(`${time(one.at)}   ${one.data}`));
on('stage.ended', one => {
  const said = one.data.error?.message ?? one.data.summary ?? '';
  const status = String(one.data.status).toLowerCase();
  write(`${time(one.at)} ${one.stage} ${status}${said ? `: ${said}` : ''}`);
  stage(one.stage, status, status === 'skipped' ? '' : `${one.data.seconds.toFixed(1)} s`, said);
});
on('rollout.sample', one => traffic(one.data));

for (const what of ['cancel', 'resume']) {
  document.getElementById(what).addEventListener('click', async event => {
    event.target.disabled = true;
    const answer = await api(`${base}/${what}`, { method: 'POST' });
    if (answer.ok && what === 'resume') show('running');
    if (!answer.ok) write(`it could not ${what}: ${(await answer.json().catch(() => ({}))).title ?? answer.status}`);
    event.target.disabled = false;
  });
}
