// A session of the official TypeScript SDK's client with a server on standard input and output. On standard input: one JSON document
// { command, args, env, cwd, steps }, each step { list: true } or { call, arguments, cancelAfter? }. On standard output: one JSON document with the server's
// name, the negotiated version, what each step came to, and what the server wrote to standard error. The SDK holds every message against the protocol's schema,
// and structured content against the output schema of its tool.
import { text } from 'node:stream/consumers';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ListToolsResultSchema, CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';

const { command, args, env, cwd, steps } = JSON.parse(await text(process.stdin));
const transport = new StdioClientTransport({ command, args, cwd, env: { ...process.env, ...env }, stderr: 'pipe' });
let errors = '';
transport.stderr.on('data', (chunk) => { errors += chunk; });
const client = new Client({ name: 'deploycrew-tests', version: '1.0.0' });
const unexpected = [];
client.onerror = (error) => unexpected.push(String(error));
const started = performance.now();
await client.connect(transport);
const schemas = new Map();

async function list() {
  const tools = ListToolsResultSchema.parse(await client.listTools()).tools;
  const took = performance.now() - started;
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, keywords: ['patternErrorMessage'] });
  addFormats(ajv);
  for (const tool of tools) {
    ajv.compile(tool.inputSchema);
    schemas.set(tool.name, ajv.compile(tool.outputSchema));
  }
  return { tools, milliseconds: took };
}

async function call(step) {
  const progress = [];
  const controller = new AbortController();
  const options = {
    timeout: 600_000,
    resetTimeoutOnProgress: true,
    signal: controller.signal,
    onprogress: (one) => {
      progress.push(one);
      if (step.cancelAfter && one.message.includes(step.cancelAfter)) controller.abort('the test has seen enough');
    },
  };
  try {
    const result = CallToolResultSchema.parse(await client.callTool({ name: step.call, arguments: step.arguments ?? {} }, undefined, options));
    const check = schemas.get(step.call);
    const problems = check && !check(result.structuredContent) ? check.errors : [];
    const sameText = JSON.stringify(JSON.parse(result.content[0].text)) === JSON.stringify(result.structuredContent);
    return { isError: result.isError ?? false, content: result.structuredContent, problems, sameText, progress };
  } catch (error) {
    return { protocolError: String(error.message ?? error), code: error.code ?? null, progress };
  }
}

// Steps in a list within the list are taken at once.
const run = (step) => (Array.isArray(step) ? Promise.all(step.map(run)) : step.list ? list() : call(step));
const results = [];
for (const step of steps) results.push(await run(step));
const server = client.getServerVersion();
const closing = performance.now();
const ended = new Promise((resolve) => { transport.onclose = resolve; });
await client.close();
await ended;
console.log(JSON.stringify({ server, instructions: client.getInstructions(), results, errors, unexpected, closed: performance.now() - closing }));
