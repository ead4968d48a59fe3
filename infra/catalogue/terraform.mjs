// Writes ../DeployCrew.Infra/Catalogue/terraform.json: what the types and properties of aws.json are called in Terraform.
//   node terraform.mjs <schema.json>
// where schema.json is what the real provider says of itself. In a folder whose *.tf.json requires hashicorp/aws (any program of ours does):
//   terraform init -backend=false [-plugin-dir=MIRROR] && terraform providers schema -json > schema.json
//
// A property is written as text: the Terraform name, then what has to be known to write and read it:
//   block     written as a block, not as an attribute
//   list|set  how Terraform holds its values; a set has no index
//   one       Terraform has a collection where Pulumi has a single value
//   computed  the provider fills it in where nothing is given, so that a difference in it alone says nothing
// The names are those that Pulumi's bridge makes: snake_case to camelCase, collections in the plural.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Types whose Terraform name does not follow from the token. */
const types = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "aws_iam_openid_connect_provider",   // one word, not open_id
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:route53/record:Record": "aws_route53_record",
  "aws:s3/bucketVersioningV2:BucketVersioningV2": "aws_s3_bucket_versioning",
  "aws:s3/bucketLoggingV2:BucketLoggingV2": "aws_s3_bucket_logging",
};

/** Modules whose Terraform prefix is another. */
const prefixes = { ec2: ["aws_ec2", "aws"], rds: ["aws_rds", "aws_db"], vpc: ["aws_vpc", "aws"], servicediscovery: ["aws_service_discovery"] };

/** Properties, by token or nested type, whose Terraform name does not follow from theirs: Pulumi's provider renames them. */
const properties = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": { name: "alarm_name" },
  "aws:ecs/service:Service": { arn: "id" },   // 5.x has it as the id only
  "aws:sns/topicSubscription:TopicSubscription": { topic: "topic_arn" },
};

/**
 * Inputs that only later versions of the provider have, where the type has other names left over that they could be taken for.
 * Nothing in use may be among them: the program has to work with 5.100.
 */
const later = { "aws:ec2/flowLog:FlowLog": ["regionalNatGatewayId", "tagFieldSpecifications"] };

/** What the two have under other names in every type, or not at all. */
const ownNames = new Set(["id", "tags_all", "timeouts"]);

const here = dirname(fileURLToPath(import.meta.url));
const catalogue = JSON.parse(readFileSync(join(here, "../DeployCrew.Infra/Catalogue/aws.json"), "utf8"));
const source = "registry.terraform.io/hashicorp/aws";
const provider = JSON.parse(readFileSync(process.argv[2], "utf8")).provider_schemas[source];
const problems = [], absent = [];

const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const camel = name => name.replace(/_+([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** As the bridge's inflector does it, for the words that AWS uses. */
function plural(name) {
  if (/(data|equipment|information|series|news|s3|[^s]ess?)$/.test(name) && !/(access|address|process|class|ess)$/.test(name)) return name;
  if (/(s|x|z|ch|sh)$/.test(name)) return /[^s]s$/.test(name) && !/(us|is|as)$/.test(name) ? name : `${name}es`;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return `${name}s`;
}

function terraformType(token) {
  const [, module, file] = /^aws:([^/]+)\/([^:]+):/.exec(token);
  const candidates = types[token] ? [types[token]] : (prefixes[module] ?? [`aws_${module}`]).map(prefix => `${prefix}_${snake(file)}`);
  return candidates.find(name => name in provider.resource_schemas)
    ?? problems.push(`${token}: none of ${candidates} is a type of the provider; it needs an entry in 'types'`);
}

/** Attributes and blocks of a schema's block, of an attribute with attributes in it, or of an object type: name → member. */
function membersOf(block) {
  const members = new Map();
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const nested = attribute.nested_type;
    members.set(name, {
      name, collection: nested ? nested.nesting_mode : Array.isArray(attribute.type) ? attribute.type[0] : null,
      given: !attribute.computed || attribute.optional === true,
      computed: attribute.computed === true, block: false, inner: nested ?? objectOf(attribute.type),
    });
  }
  for (const [name, type] of Object.entries(block.block_types ?? {}))
    members.set(name, { name, collection: type.nesting_mode, given: true, computed: false, block: true, inner: type.block });
  return members;
}

function objectOf(type) {
  if (!Array.isArray(type)) return null;
  if (type[0] === "object")
    return { attributes: Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, { type: inner, computed: true }])) };
  return objectOf(type[1]);
}

const inputTypes = {}, outputTypes = {};

/** Maps one catalogue type's properties to the members of a block, and goes into what they hold. */
function map(owner, catalogued, members, kind) {
  const mapped = {}, left = new Map(members), unmatched = [];
  for (const [property, text] of Object.entries(catalogued)) {
    const type = text.replace(/!$/, "");
    const member = properties[owner]?.[property] ? members.get(properties[owner][property])
      : [...members.values()].find(member => camel(member.name) === property || camel(plural(member.name)) === property);
    if (!member) { unmatched.push(property); continue; }
    left.delete(member.name);
    mapped[property] = describe(member, type);
    const nested = /^[[{]*([a-z0-9]+\.\w+)[\]}]*$/.exec(type)?.[1];
    if (nested && member.inner) visit(nested, member.inner, kind);
    else if (nested) problems.push(`${owner}.${property}: ${nested} here, ${member.name} without structure in Terraform`);
  }
  const open = [...left.values()].filter(member => member.given && !ownNames.has(member.name));
  for (const property of unmatched) {
    if (property !== "region" && kind === inputTypes && open.length > 0 && !later[owner]?.includes(property))
      problems.push(`${owner}.${property}: no match; left over: ${open.map(member => member.name).join(", ")}`);
    else absent.push(`${owner}.${property}`);
  }
  return mapped;
}

function describe(member, type) {
  const collection = ["list", "set"].includes(member.collection) ? member.collection : null;
  return [
    member.name, member.block && "block", collection, collection && !type.startsWith("[") && "one", member.computed && "computed",
  ].filter(Boolean).join(" ");
}

/** A nested type may stand in several places: what any of them knows is known. */
function visit(nested, inner, kind) {
  const catalogued = catalogue[kind === inputTypes ? "inputTypes" : "outputTypes"][nested];
  const known = kind[nested];
  if (known && Object.keys(known).length === Object.keys(catalogued).length) return;
  kind[nested] = known ?? {};
  kind[nested] = { ...kind[nested], ...map(nested, catalogued, membersOf(inner), kind) };
}

const resources = {};
for (const [token, type] of Object.entries(catalogue.resources)) {
  const name = terraformType(token);
  const block = provider.resource_schemas[name]?.block;
  if (!block) continue;
  const members = membersOf(block);
  resources[token] = {
    type: name,
    inputs: map(token, type.inputs, members, inputTypes),
    outputs: map(token, type.outputs, members, outputTypes),
  };
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n${problems.length} problems\n`);
  process.exit(1);
}

const sorted = entries => Object.fromEntries(Object.keys(entries).sort().map(name => [name, entries[name]]));
/** One line per type: small enough to read, and a diff shows which type changed. */
const section = entries => `{\n${Object.entries(entries).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n")}\n  }`;
const result = {
  provider: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0",
  resources, inputTypes: sorted(inputTypes), outputTypes: sorted(outputTypes),
};
const text = `{\n${Object.entries(result).map(([name, value]) =>
  `  ${JSON.stringify(name)}: ${typeof value === "string" ? JSON.stringify(value) : section(value)}`).join(",\n")}\n}\n`;
writeFileSync(join(here, "../DeployCrew.Infra/Catalogue/terraform.json"), text);
const newer = [...new Set(absent)].filter(path => !/\.(region|tagsAll)$/.test(path)).sort();
process.stdout.write(`${Object.keys(resources).length} resource types, ${Object.keys(inputTypes).length} input and ` +
  `${Object.keys(outputTypes).length} output types, ${text.length} bytes\nnot in this version of the provider: ${newer.join(", ")}\n`);
