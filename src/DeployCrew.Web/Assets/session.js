// Ends the session; the page that is left is of no use then.
import { api } from './api.js';

document.getElementById('sign-out').addEventListener('click', async event => {
  event.target.disabled = true;
  await api('/sign-out', { method: 'POST' });
  location.assign('/sign-in');
});
