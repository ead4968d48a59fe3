// Runs an emitted TypeScript program under Pulumi's mocks and prints what it registers, one "type name" per line.
//   node register.cjs <project folder> <project> <environment> <configuration as JSON>
const fs = require("fs");
const path = require("path");
const Module = require("module");
const ts = require("typescript");
const pulumi = require("@pulumi/pulumi");

const [folder, project, environment, configuration] = process.argv.slice(2);
const registered = [];
pulumi.runtime.setMocks({
  newResource: args => {
    registered.push(`${args.type} ${args.name}`);
    return { id: `${args.name}-id`, state: { ...args.inputs, domainValidationOptions: [{}], masterUserSecrets: [{}] } };
  },
  call: args => args.inputs,
}, project, environment, false);
pulumi.runtime.setAllConfig(JSON.parse(configuration));

const file = path.join(folder, "index.ts");
const code = ts.transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
const program = new Module(path.join(__dirname, "emitted.js"));
program.filename = program.id;
program.paths = Module._nodeModulePaths(__dirname);
program._compile(code, program.id);
pulumi.runtime.disconnect().then(() => process.stdout.write(registered.sort().join("\n") + "\n"));
