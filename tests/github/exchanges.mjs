// Holds exchanges with GitHub's API, one JSON object a line, against GitHub's own OpenAPI description: paths, queries, bodies, statuses, answers.
//   node exchanges.mjs FILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const api = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'https://api/', components: api.components });
const schemas = new Map();
const holds = (schema, value) => {
  const key = JSON.stringify(schema);
  if (!schemas.has(key)) schemas.set(key, ajv.compile(JSON.parse(key.replaceAll('"#/components/', '"https://api/#/components/'))));
  const validate = schemas.get(key);
  return validate(value) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`);
};
const resolve = one => (one.$ref ? one.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : one);
const templates = Object.keys(api.paths).map(path => [path, new RegExp(`^${path.replace(/[.+]/g, '\\$&').replace(/\{path\}/, '.+').replace(/\{[^}]+\}/g, '[^/]+')}$`)]);

let problems = 0;
let count = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const exchange = JSON.parse(line);
  count++;
  const found = [];
  const path = templates.find(([template, pattern]) => api.paths[template][exchange.method.toLowerCase()] && pattern.test(exchange.path))?.[0];
  const operation = path && api.paths[path][exchange.method.toLowerCase()];
  if (!operation) found.push('no such operation');
  else {
    const known = (operation.parameters ?? []).map(resolve).filter(one => one.in === 'query');
    for (const [name, value] of Object.entries(exchange.query)) {
      const parameter = known.find(one => one.name === name);
      if (!parameter) found.push(`no parameter '${name}'`);
      else found.push(...holds(parameter.schema, parameter.schema.type === 'integer' ? Number(value) : value));
    }
    const body = operation.requestBody?.content['application/json']?.schema;
    if (body) found.push(...holds(body, exchange.request).map(error => `request ${error}`));
    const answer = operation.responses[exchange.status] && resolve(operation.responses[exchange.status]);
    // What every operation may answer is not listed with each: failures of the server, limits, refusals.
    if (!answer && exchange.status < 400) found.push(`no answer ${exchange.status}`);
    const schema = answer?.content?.['application/json']?.schema;
    if (schema && exchange.response !== null && typeof exchange.response === 'object') found.push(...holds(schema, exchange.response).map(error => `answer ${error}`));
  }
  for (const problem of found) {
    problems++;
    console.log(`${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`);
  }
}
console.error(`${count} exchanges, ${problems} problems`);
process.exitCode = problems === 0 && count > 0 ? 0 : 1;
