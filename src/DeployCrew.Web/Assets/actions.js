// What can be done about a run's environment: approve and apply its plan, go back, destroy it.
import { act, post, toRun } from './api.js';

const $ = id => document.getElementById(id);
const base = `/api/v1/runs/${encodeURIComponent($('run').dataset.run)}`;

$('approve')?.addEventListener('click', async event => {
  const plan = event.currentTarget.dataset.plan;
  if (await act(event.currentTarget, $('plan-failure'), () => post(`/api/v1/plans/${plan}/approve`))) location.reload();
});
$('apply')?.addEventListener('click', async event => {
  const plan = event.currentTarget.dataset.plan;
  toRun(await act(event.currentTarget, $('plan-failure'), () => post('/api/v1/runs', { plan })));
});
$('rollback')?.addEventListener('submit', async event => {
  event.preventDefault();
  const chosen = event.target.elements.to.selectedOptions[0];
  toRun(await act(event.submitter, $('further-failure'), () => post(`${base}/rollback`, { to: chosen.value || null, service: chosen.dataset.service ?? null })));
});
$('destroy')?.addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target.elements;
  toRun(await act(event.submitter, $('further-failure'), () => post(`${base}/destroy`, { confirm: form.confirm.value, includeProtected: form.protected.checked })));
});
