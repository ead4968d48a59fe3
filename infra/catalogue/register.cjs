// Runs emitted TypeScript programs under Pulumi's mocks, one after the other, and prints what each registers: a JSON list of "type name" lists.
//   node register.cjs <file>    a JSON list of { folder, project, environment, configuration }
const fs = require("fs");
const path = require("path");
const Module = require("module");
const ts = require("typescript");
const pulumi = require("@pulumi/pulumi");

const compiled = new Map();

function code(folder) {
  if (!compiled.has(folder)) {
    const text = fs.readFileSync(path.join(folder, "index.ts"), "utf8");
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    compiled.set(folder, ts.transpileModule(text, { compilerOptions: options }).outputText);
  }
  return compiled.get(folder);
}

async function register({ folder, project, environment, configuration }) {
  const registered = [];
  pulumi.runtime.setMocks({
    newResource: args => {
      registered.push(`${args.type} ${args.name}`);
      return { id: `${args.name}-id`, state: { ...args.inputs, domainValidationOptions: [{}], masterUserSecrets: [{}] } };
    },
    call: args => args.inputs,
  }, project, environment, false);
  pulumi.runtime.setAllConfig(configuration);
  const program = new Module(path.join(__dirname, "emitted.js"));
  program.filename = program.id;
  program.paths = Module._nodeModulePaths(__dirname);
  program._compile(code(folder), program.id);
  await pulumi.runtime.disconnect();
  return registered.sort();
}

async function main() {
  const results = [];
  for (const program of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) results.push(await register(program));
  process.stdout.write(JSON.stringify(results) + "\n");
}

main().catch(error => { process.stderr.write(`${error.stack}\n`); process.exit(1); });
