// Writes ../DeployCrew.Infra/Catalogue/aws.json from the type declarations of the pinned @pulumi/aws.
//   npm ci --ignore-scripts && npm run generate
// A type is written as text: string | number | boolean | any | [T] list | {T} map | string<a|b> enum | ecs.Name nested; a trailing ! is required.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { inUse, namespaces, pruned, renamed } from "./types.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const aws = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
const parse = path => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
const pascal = name => name[0].toUpperCase() + name.slice(1);

const inputs = nested(parse(join(aws, "types/input.d.ts")));
const outputs = nested(parse(join(aws, "types/output.d.ts")));

/** "ecs.ServiceLoadBalancer" → its interface declaration. */
function nested(file) {
  const found = new Map();
  const visit = (node, path) => {
    if (ts.isModuleDeclaration(node)) node.body.statements.forEach(child => visit(child, [...path, node.name.text]));
    else if (ts.isInterfaceDeclaration(node)) found.set([...path, node.name.text].join("."), node);
  };
  file.statements.forEach(node => visit(node, []));
  return found;
}

/** Values of an enum such as enums.lb.LoadBalancerType: every one is a const object of strings. */
function enumValues(reference) {
  const [module, name] = reference.split(".");
  const file = parse(join(aws, "types/enums", module, "index.d.ts"));
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const declaration = statement.declarationList.declarations[0];
    if (declaration.name.text !== name) continue;
    return declaration.type.members.map(member => member.type.literal.text);
  }
  throw new Error(`enum ${reference} not found`);
}

function typeText(node, used) {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword: return "string";
    case ts.SyntaxKind.NumberKeyword: return "number";
    case ts.SyntaxKind.BooleanKeyword: return "boolean";
    case ts.SyntaxKind.AnyKeyword: return "any";
    case ts.SyntaxKind.ArrayType: return `[${typeText(node.elementType, used)}]`;
    case ts.SyntaxKind.ParenthesizedType: return typeText(node.type, used);
    case ts.SyntaxKind.TypeLiteral: return `{${typeText(node.members[0].type, used)}}`;
    case ts.SyntaxKind.UnionType: return unionText(node, used);
    case ts.SyntaxKind.TypeReference: return referenceText(node, used);
    default: throw new Error(`type not understood: ${node.getText()}`);
  }
}

/** "T | undefined" is T; "string | enum" the enum; "string | Role" or "string | PolicyDocument" a string, as in the other languages. */
function unionText(node, used) {
  const members = node.types.filter(type => type.kind !== ts.SyntaxKind.UndefinedKeyword).map(type => {
    try { return typeText(type, used); } catch { return null; }
  }).filter(text => text !== null);
  return members.find(text => text.startsWith("string<")) ?? (members.includes("string") ? "string" : members[0]);
}

function referenceText(node, used) {
  const name = node.typeName.getText();
  if (["pulumi.Input", "pulumi.Output"].includes(name)) return typeText(node.typeArguments[0], used);
  if (name === "ARN") return "string";
  if (name.startsWith("enums.")) return `string<${enumValues(name.slice(6)).join("|")}>`;
  if (/^(inputs|outputs)\./.test(name)) {
    const type = name.slice(name.indexOf(".") + 1);
    used?.add(type);
    return type;
  }
  throw new Error(`reference not understood: ${name}`);
}

function members(node, used, required, kept) {
  const properties = {};
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    if (member.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.StaticKeyword)) continue;
    if (kept && !kept.includes(member.name.text)) continue;
    const optional = member.questionToken !== undefined;
    properties[member.name.text] = typeText(member.type, used) + (required && !optional ? "!" : "");
  }
  return properties;
}

/** The nested types that are reachable from the given ones, sorted. */
function closure(from, declarations, required) {
  const done = {}, open = [...from];
  while (open.length > 0) {
    const name = open.pop();
    if (name in done) continue;
    const used = new Set();
    done[name] = members(declarations.get(name), used, required, pruned[name]);
    open.push(...used);
  }
  return Object.fromEntries(Object.keys(done).sort().map(name => [name, done[name]]));
}

const resources = {}, inputTypes = new Set(), outputTypes = new Set();
for (const path of inUse) {
  const [module, file] = path.split("/");
  const source = parse(join(aws, `${path}.d.ts`));
  const name = pascal(file);
  const declared = kind => source.statements.find(node => node.name?.text === kind);
  const token = /__pulumiType = '([^']+)'/.exec(readFileSync(join(aws, `${path}.js`), "utf8"))[1];
  const args = members(declared(`${name}Args`), inputTypes, true);
  const clash = Object.keys(args).filter(property => pascal(property) === name && !renamed[token]?.[property]);
  if (clash.length > 0) throw new Error(`${token}: ${clash} needs an entry in 'renamed'`);
  resources[token] = {
    namespace: namespaces[module], class: name, ...(renamed[token] && { renamed: renamed[token] }),
    inputs: args, outputs: members(declared(name), outputTypes, false),
  };
}

const catalogue = {
  package: "@pulumi/aws", version: JSON.parse(readFileSync(join(aws, "package.json"), "utf8")).version,
  pulumi: JSON.parse(readFileSync(join(here, "package.json"), "utf8")).devDependencies["@pulumi/pulumi"],
  namespaces, resources,
  inputTypes: closure(inputTypes, inputs, true),
  outputTypes: closure(outputTypes, outputs, true),
};

/** One line per type: small enough to read, and a diff shows which type changed. */
const section = entries => `{\n${Object.entries(entries).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n")}\n  }`;
const text = `{\n${Object.entries(catalogue).map(([name, value]) =>
  `  ${JSON.stringify(name)}: ${typeof value === "string" ? JSON.stringify(value) : section(value)}`).join(",\n")}\n}\n`;
const target = join(here, "../DeployCrew.Infra/Catalogue/aws.json");
writeFileSync(target, text.replaceAll("\r\n", "\n"));
process.stdout.write(`${Object.keys(resources).length} resource types, ${Object.keys(catalogue.inputTypes).length} input and ` +
  `${Object.keys(catalogue.outputTypes).length} output types, ${text.length} bytes\n`);
