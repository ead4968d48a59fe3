// Runs a composite action as GitHub's runner does: GitHub's own parser of expressions, the runner's files, commands, conditions and signals.
//   node run-action.mjs JOB.json
// JOB.json: { action, workspace, temporary, artifacts, inputs, github, env, uses?, cancelWhen? }. Of steps that use other actions, those of artifacts
// copy folders; what all were given is in the result, and "uses" names what they put into the environment. The result is printed as JSON.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Evaluator, Lexer, Parser, data } from '@actions/expressions';
import { reviver } from '@actions/expressions/data/reviver';
import { parse } from 'yaml';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const action = parse(readFileSync(join(job.action, 'action.yml'), 'utf8'));
const steps = {};
const result = { conclusion: 'success', steps: [], outputs: {}, annotations: [], summary: '', uses: [] };
let cancelled = false;
const environment = { ...job.env };
const paths = [];
const inputs = {};

const statusFunctions = () => {
  const failed = result.conclusion === 'failure';
  const answers = { success: !failed && !cancelled, failure: failed, always: true, cancelled };
  return Object.entries(answers).map(([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }));
};

const evaluate = expression => {
  const contexts = JSON.parse(JSON.stringify({ github: { ...job.github, action_path: job.action }, inputs, steps, env: environment, job: { status: result.conclusion }, runner: { os: 'Linux', temp: job.temporary } }), reviver);
  const functions = statusFunctions();
  const tree = new Parser(new Lexer(expression).lex().tokens, ['github', 'inputs', 'steps', 'env', 'job', 'runner'], functions).parse();
  return new Evaluator(tree, contexts, new Map(functions.map(one => [one.name, one]))).evaluate();
};
const interpolate = text => String(text ?? '').replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression.trim()).coerceString());
const holds = condition => {
  const expression = (condition ?? 'success()').replace(/^\$\{\{(.*)\}\}$/s, '$1').trim();
  const guarded = /\b(success|failure|always|cancelled)\s*\(/.test(expression) ? expression : `success() && (${expression})`;
  return isTrue(evaluate(guarded));
};
const isTrue = value => value.kind === data.Kind.Boolean ? value.value : value.kind === data.Kind.String ? value.value.length > 0 : value.kind === data.Kind.Number ? value.value !== 0 : value.kind !== data.Kind.Null;

// name=value, or name<<delimiter … delimiter (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
const readPairs = file => {
  const pairs = {};
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name, mark] = /^([^=<]+)<<(.+)$/.exec(lines[i]) ?? [];
    if (mark) {
      const end = lines.indexOf(mark, i + 1);
      if (end < 0) throw new Error(`${file}: '${mark}' does not come again`);
      pairs[name] = lines.slice(i + 1, end).join('\n');
      i = end;
    } else if (lines[i].includes('=')) {
      pairs[lines[i].slice(0, lines[i].indexOf('='))] = lines[i].slice(lines[i].indexOf('=') + 1);
    } else if (lines[i] !== '') throw new Error(`${file}: '${lines[i]}' is no pair`);
  }
  return pairs;
};

// The runner takes a line as a command wherever its first characters are, and none while commands are stopped.
const commandReader = () => {
  let stopped = null;
  return line => {
    const [, name, properties, message] = /^::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line.trimStart()) ?? [];
    if (stopped) {
      if (line.trimStart() === `::${stopped}::`) stopped = null;
      return;
    }
    if (name === 'stop-commands') stopped = message;
    else if (['error', 'warning', 'notice'].includes(name)) {
      const unescape = text => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
      result.annotations.push({ level: name, message: unescape(message), ...Object.fromEntries((properties ?? '').split(',').filter(Boolean).map(pair => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))])) });
    } else if (name) result.annotations.push({ level: 'command', message: line });
  };
};

const run = (step, index, env) => new Promise(done => {
  const files = Object.fromEntries(['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY'].map(name => [name, join(job.temporary, `_${name}_${index}`)]));
  Object.values(files).forEach(file => writeFileSync(file, ''));
  const script = join(job.temporary, `_step_${index}.sh`);
  writeFileSync(script, interpolate(step.run));
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
    cwd: job.workspace,
    env: {
      ...env, PATH: [...paths.toReversed(), env.PATH].join(delimiter), GITHUB_ACTION_PATH: job.action, RUNNER_TEMP: job.temporary, GITHUB_WORKSPACE: job.workspace,
      ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, file])),
    },
  });
  let log = '';
  const read = commandReader();
  let rest = '';
  const take = chunk => {
    log += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(read);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  // SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL, to the step's first process
  // (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation).
  const watch = job.cancelWhen && setInterval(() => {
    if (cancelled || !readdirSync(job.cancelWhen.journals, { recursive: true }).some(file =>
      file.endsWith('journal.jsonl') && readFileSync(join(job.cancelWhen.journals, file), 'utf8').includes(job.cancelWhen.text))) return;
    cancelled = true;
    if (job.cancelWhen.kill) { child.kill('SIGKILL'); return; }
    child.kill('SIGINT');
    setTimeout(() => child.exitCode === null && child.kill('SIGTERM'), 7500).unref();
    setTimeout(() => child.exitCode === null && child.kill('SIGKILL'), 10000).unref();
  }, 20);
  child.on('close', code => {
    clearInterval(watch);
    if (rest) read(rest);
    Object.assign(environment, readPairs(files.ENV));
    paths.push(...readFileSync(files.PATH, 'utf8').split('\n').filter(Boolean));
    result.summary += readFileSync(files.STEP_SUMMARY, 'utf8');
    done({ code, log, outputs: readPairs(files.OUTPUT) });
  });
});

// Artifacts are folders of the job's file; of other actions, only what they set in the environment is known.
const use = (name, given) => {
  Object.assign(environment, job.uses?.[name] ?? {});
  const kept = join(job.artifacts, given.name ?? '');
  if (name === 'actions/upload-artifact') cpSync(given.path, kept, { recursive: true, dereference: true });
  if (name === 'actions/download-artifact' && !existsSync(kept)) return false;
  if (name === 'actions/download-artifact') cpSync(kept, given.path, { recursive: true });
  return true;
};

mkdirSync(job.temporary, { recursive: true });
for (const [name, input] of Object.entries(action.inputs)) {
  if (input.required && job.inputs[name] === undefined) throw new Error(`input '${name}' is required`);
  inputs[name] = String(job.inputs[name] ?? interpolate(input.default ?? ''));
}
for (const name of Object.keys(job.inputs)) if (!(name in action.inputs)) throw new Error(`there is no input '${name}'`);

for (const [index, step] of action.runs.steps.entries()) {
  const done = { name: step.name, id: step.id, outcome: 'skipped', code: null, outputs: {}, log: '' };
  result.steps.push(done);
  if (holds(step.if)) {
    const env = { ...environment, ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, interpolate(value)])) };
    if (step.uses) {
      result.uses.push({ uses: step.uses, with: Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, interpolate(value)])) });
      done.outcome = use(step.uses.split('@')[0], result.uses.at(-1).with) ? 'success' : 'failure';
    } else {
      if (step.shell !== 'bash') throw new Error(`step '${step.name}' has the shell '${step.shell}'`);
      Object.assign(done, await run(step, index, env));
      done.outcome = done.code === 0 ? 'success' : cancelled ? 'cancelled' : 'failure';
    }
    if (done.outcome === 'failure' && !step['continue-on-error']) result.conclusion = 'failure';
    if (cancelled) result.conclusion = 'cancelled';
  }
  if (step.id) steps[step.id] = { outputs: done.outputs, outcome: done.outcome, conclusion: step['continue-on-error'] ? 'success' : done.outcome };
}
for (const [name, output] of Object.entries(action.outputs ?? {})) result.outputs[name] = interpolate(output.value);
process.stdout.write(JSON.stringify(result));
