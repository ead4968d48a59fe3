// Two files in: checked while they are typed, then what would happen, then a run.
import { act, api, post, toRun } from './api.js';
import { show } from './settings.js';

const $ = id => document.getElementById(id);
const text = $('requirements');
let uploaded = null;

const fail = message => {
  $('failure').textContent = message ?? '';
  $('failure').hidden = !message;
};

const toLine = (line, column) => {
  const start = text.value.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  text.focus();
  text.setSelectionRange(start, start + 1);
  text.scrollTop = (line - 4) * parseFloat(getComputedStyle(text).lineHeight);
};

const problems = list => $('problems').replaceChildren(...list.map(one => {
  const item = document.createElement('li');
  item.className = one.severity;
  if (one.line) {
    const place = document.createElement('button');
    place.type = 'button';
    place.textContent = `${one.line}:${one.column}`;
    place.addEventListener('click', () => toLine(one.line, one.column));
    item.append(place, ' ');
  }
  item.append(`${one.code} ${one.path ? `${one.path}: ` : ''}${one.message} → ${one.remedy}`);
  return item;
}));

let asked = 0;
const validate = async () => {
  show();
  const mine = ++asked;
  if (!text.value.trim()) {
    problems([]);
    $('check').disabled = true;
    return;
  }
  const answer = await api('/api/v1/validate', { method: 'POST', body: text.value });
  if (mine !== asked || !answer.ok) return;
  const found = await answer.json();
  problems(found.problems);
  $('check').disabled = !found.valid;
};

let pause;
// What was shown is of another text, from the first letter on.
text.addEventListener('input', () => { $('plan').hidden = true; clearTimeout(pause); pause = setTimeout(validate, 250); });
$('file').addEventListener('change', async event => {
  const [file] = event.target.files;
  if (!file) return;
  text.value = await file.text();
  $('plan').hidden = true;
  validate();
});

const fact = (name, value) => {
  const pair = document.createElement('div');
  const term = document.createElement('dt');
  term.textContent = name;
  const meaning = document.createElement('dd');
  meaning.textContent = value;
  pair.append(term, meaning);
  return pair;
};

const value = secret => {
  const label = document.createElement('label');
  label.append(`${secret.service}: ${secret.name} `);
  const field = document.createElement('input');
  field.type = 'password';
  field.autocomplete = 'off';
  field.dataset.service = secret.service;
  field.dataset.name = secret.name;
  field.disabled = !secret.canBeWritten;
  field.placeholder = secret.canBeWritten ? '' : 'kept in Secrets Manager';
  field.title = secret.reference;
  label.append(field);
  return label;
};

// Values go to the target before the run that needs them, and are forgotten here.
const keepSecrets = async place => {
  const values = {};
  const typed = [...$('value-rows').querySelectorAll('input')].filter(field => field.value);
  if (typed.length === 0) return { ok: true };
  for (const field of typed) (values[field.dataset.service] ??= {})[field.dataset.name] = field.value;
  const kept = await post(`/api/v1/projects/${uploaded.id}/secrets`, { ...place, values });
  if (kept.ok) for (const field of typed) field.value = '';
  return kept;
};

const chosen = () => uploaded.environments.find(one => one.name === $('environment').value);
const draw = () => {
  const one = chosen();
  $('facts').replaceChildren(fact('Domain', one.domain), fact('Resources', one.resources), fact('Cost a month', `about $${one.monthlyUsd.toFixed(2)}, $${one.mostMonthlyUsd.toFixed(2)} at most`),
    fact('Strategy', uploaded.strategy), fact('App', uploaded.hasApp ? 'the uploaded zip' : 'a small service, generated'));
  $('found').textContent = `Findings (${one.findings.length})`;
  $('findings').replaceChildren(...one.findings.map(found => {
    const item = document.createElement('li');
    item.textContent = `${found.severity} ${found.ruleId} ${found.resource}: ${found.message}`;
    return item;
  }));
  $('diagram').src = `/api/v1/projects/${uploaded.id}/${encodeURIComponent(one.name)}.svg`;
  $('diagram').alt = `Architecture of ${one.name}`;
  $('value-rows').replaceChildren(...one.secrets.map(value));
  $('values').hidden = one.secrets.length === 0;
  $('needs').hidden = one.approval !== 'required';
  $('needs').textContent = `${one.name} is changed by approved plans only: plan it, and have the plan approved.`;
  $('start').disabled = one.approval === 'required';
};
$('environment').addEventListener('change', draw);

$('upload').addEventListener('submit', async event => {
  event.preventDefault();
  fail();
  const form = new FormData();
  form.append('requirements', new Blob([text.value], { type: 'application/json' }), 'requirements.json');
  const [zip] = $('app').files;
  if (zip) form.append('app', zip, 'app.zip');
  $('check').disabled = true;
  const answer = await api('/api/v1/projects', { method: 'POST', body: form });
  $('check').disabled = false;
  const said = await answer.json();
  if (!answer.ok) {
    if (said.problems) problems(said.problems);
    fail(`${said.code} ${said.title} → ${said.remedy}`);
    return;
  }
  uploaded = said;
  $('environment').replaceChildren(...said.environments.map(one => new Option(one.name, one.name)));
  draw();
  $('plan').hidden = false;
  $('environment').focus();
});

const where = () => ({ environment: $('environment').value, target: $('target').value, engine: $('target').value === 'aws' && $('engine').value || null });
const begin = async (button, path) => toRun(await act(button, $('failure'), async () => {
  const kept = await keepSecrets(where());
  return kept.ok ? await post(path, { upload: uploaded.id, ...where() }) : kept;
}));
$('target').addEventListener('change', () => { $('engines').hidden = $('target').value !== 'aws'; });
$('start').addEventListener('click', event => begin(event.currentTarget, '/api/v1/runs'));
$('preview').addEventListener('click', event => begin(event.currentTarget, '/api/v1/plans'));
show();
