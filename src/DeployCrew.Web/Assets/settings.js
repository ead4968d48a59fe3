// Settings of a form, as part of the requirements' text: the text is what counts, the form only reads and writes it.
const $ = id => document.getElementById(id);
const text = $('requirements');

const read = () => {
  try {
    const found = JSON.parse(text.value);
    return found && typeof found === 'object' && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
};

const write = change => {
  const found = read();
  if (!found) return;
  change(found);
  text.value = JSON.stringify(found, null, 2);
  text.dispatchEvent(new Event('input'));
};

const options = (select, values) => {
  const kept = select.value;
  select.replaceChildren(...values.map(([value, name]) => new Option(name, value)));
  if (values.some(([value]) => value === kept)) select.value = kept;
};

const row = (words, remove) => {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button small';
  button.textContent = 'Remove';
  button.setAttribute('aria-label', `Remove ${words}`);
  button.addEventListener('click', () => write(remove));
  const said = document.createElement('span');
  said.className = 'mono';
  said.textContent = words;
  item.append(said, ' ', button);
  return item;
};

// Every place that has variables or secrets: services, and what environments change of them.
const places = found => [
  ...Object.entries(found.services ?? {}).map(([service, one]) => ({ service, environment: null, one })),
  ...Object.entries(found.environments ?? {}).flatMap(([environment, { services }]) =>
    Object.entries(services ?? {}).map(([service, one]) => ({ service, environment, one }))),
].filter(place => place.one && typeof place.one === 'object');

// The same place in a document that is being changed.
const placeIn = (found, service, environment) => {
  if (!environment) return found.services[service];
  const services = found.environments[environment].services ??= {};
  return services[service] ??= {};
};

const rows = (found, kind, mark) => places(found).flatMap(({ service, environment, one }) =>
  Object.entries(one[kind] ?? {}).map(([name, value]) => row(`${service}${environment ? ` in ${environment}` : ''}: ${name} ${mark} ${value}`,
    changed => { delete placeIn(changed, service, environment)[kind][name]; })));

export const show = () => {
  const found = read();
  $('settings').hidden = !found;
  if (!found) return;
  $('region').value = found.region ?? '';
  $('strategy').value = found.deploy?.strategy ?? 'rolling';
  const services = Object.keys(found.services ?? {}).map(name => [name, name]);
  options($('variable-service'), services);
  options($('secret-service'), services);
  options($('variable-scope'), [['', 'every environment'], ...Object.keys(found.environments ?? {}).map(name => [name, name])]);
  $('variables').replaceChildren(...rows(found, 'environment', '='));
  $('secrets').replaceChildren(...rows(found, 'secrets', '→'));
};

$('region').addEventListener('change', () => write(found => { found.region = $('region').value; }));
for (const name of ['method', 'strategy'])
  $(name).addEventListener('change', () => write(found => { (found.deploy ??= {})[name] = $(name).value; }));

$('variable-add').addEventListener('click', () => {
  const [service, name] = [$('variable-service').value, $('variable-name').value.trim()];
  if (!service || !name) return;
  write(found => { (placeIn(found, service, $('variable-scope').value).environment ??= {})[name] = $('variable-value').value; });
  $('variable-name').value = $('variable-value').value = '';
  $('variable-name').focus();
});

// A place of its own in each environment: what dev has is not what prod has.
$('secret-add').addEventListener('click', () => {
  const [service, name] = [$('secret-service').value, $('secret-name').value.trim()];
  if (!service || !name) return;
  write(found => {
    for (const environment of Object.keys(found.environments ?? {}))
      (placeIn(found, service, environment).secrets ??= {})[name] = `ssm:/${found.project}-secrets/${environment}/${service}/${name}`;
  });
  $('secret-name').value = '';
  $('secret-name').focus();
});
