// A run as it happens: the journal's events, drawn into the page that the server has drawn so far.
import './actions.js';
import { api } from './api.js';

const run = document.getElementById('run');
const base = `/api/v1/runs/${encodeURIComponent(run.dataset.run)}`;
const log = document.getElementById('log');
const words = { verified: 'Verified', unchanged: 'Unchanged', rolledBack: 'Rolled back', notVerified: 'Not verified', inconclusive: 'Inconclusive', failed: 'Failed', planned: 'Planned', destroyed: 'Destroyed', withheld: 'Withheld', running: 'Running', queued: 'Waits for a worker', stopped: 'Stopped' };
const tones = { verified: 'good', unchanged: 'good', planned: 'good', destroyed: 'calm', running: 'live', queued: 'live', stopped: 'calm', inconclusive: 'warn', withheld: 'warn' };

const show = state => {
  run.dataset.state = state;
  const badge = document.createElement('span');
  badge.className = `badge ${tones[state] ?? 'bad'}`;
  badge.dataset.state = state;
  badge.textContent = words[state] ?? state;
  document.getElementById('state').replaceChildren(badge);
  document.getElementById('cancel').hidden = !['running', 'queued'].includes(state);
  document.getElementById('resume').hidden = ['running', 'queued', 'verified', 'unchanged', 'planned', 'destroyed'].includes(state);
};

// What comes at once is drawn at once: a long log is one change of the page, not thousands. Only the newest lines are kept; earlier ones can be had.
const most = 5000;
const earlier = document.getElementById('earlier');
let waiting = [];
let lines = Number(log.dataset.lines);

const part = (texts, first) => {
  const item = document.createElement('span');
  item.className = 'part';
  item.dataset.first = first;
  item.dataset.lines = texts.length;
  item.textContent = texts.join('\n') + '\n';
  lines += texts.length;
  return item;
};

const draw = () => {
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  log.append(part(waiting.map(one => one.text), waiting[0].sequence));
  waiting = [];
  while (atEnd && lines > most && log.children.length > 1) {
    lines -= Number(log.firstElementChild.dataset.lines);
    log.firstElementChild.remove();
    earlier.hidden = false;
  }
  if (atEnd) log.scrollTop = log.scrollHeight;
};

const write = (text, sequence = '') => {
  if (waiting.push({ text, sequence }) === 1) requestAnimationFrame(draw);
};

earlier.addEventListener('click', async () => {
  const first = [...log.children].find(one => one.dataset.first)?.dataset.first;
  if (!first) return;
  earlier.disabled = true;
  const answer = await fetch(`${base}/log?before=${first}`);
  earlier.disabled = false;
  if (!answer.ok) return;
  const found = await answer.json();
  const height = log.scrollHeight;
  if (found.lines.length > 0) log.prepend(part(found.lines, found.first));
  log.scrollTop += log.scrollHeight - height;
  earlier.hidden = !found.hasEarlier;
});
log.scrollTop = log.scrollHeight;

const stage = (name, status, took, said) => {
  const item = run.querySelector(`[data-stage="${CSS.escape(name)}"]`);
  if (!item) return;
  item.dataset.status = status;
  if (took !== undefined) item.querySelector('.took').textContent = took;
  if (said !== undefined) item.querySelector('.said').textContent = said;
};

const weights = new Map([...document.querySelectorAll('.weight')].map(row => [row.dataset.service, row]));
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
  if (['running', 'queued'].includes(now.state)) {
    setTimeout(ended, 300);
    return;
  }
  location.reload(); // what follows from the end is drawn by the server
};

// From where the server's drawing ends: nothing is told twice.
const events = new EventSource(`${base}/events?after=${log.dataset.last}`);
const on = (kind, act) => events.addEventListener(kind, event => {
  const one = JSON.parse(event.data);
  if (one.text) write(one.text, event.lastEventId);
  act(one);
});
on('run.started', () => {});
on('run.resumed', () => show('running'));
on('run.cancelled', ended);
on('run.ended', ended);
on('agent.handoff', () => {});
on('stage.started', one => stage(one.stage, 'running', '', ''));
on('stage.progress', () => {});
on('stage.ended', one => {
  const status = String(one.data.status).toLowerCase();
  stage(one.stage, status, status === 'skipped' ? '' : `${one.data.seconds.toFixed(1)} s`, one.data.error?.message ?? one.data.summary ?? '');
});
on('rollout.sample', one => traffic(one.data));
// What ended between the server's drawing and now is in no event.
if (['running', 'queued'].includes(run.dataset.state)) fetch(base).then(answer => answer.json()).then(now => { if (!['running', 'queued'].includes(now.state)) ended(); });

for (const what of ['cancel', 'resume']) {
  document.getElementById(what).addEventListener('click', async event => {
    event.target.disabled = true;
    const answer = await api(`${base}/${what}`, { method: 'POST' });
    if (answer.ok && what === 'resume') show('running');
    if (!answer.ok) write(`it could not ${what}: ${(await answer.json().catch(() => ({}))).title ?? answer.status}`);
    event.target.disabled = false;
  });
}
