// What GitHub's own parser and the schemas of SchemaStore say of action.yml or a workflow: one problem a line, none when it is good.
//   node --import ./json-imports.mjs validate.mjs FILE...
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';

let problems = 0;
for (const file of process.argv.slice(2)) {
  const content = readFileSync(file, 'utf8');
  const isAction = /^action\.ya?ml$/.test(basename(file));
  const schema = (isAction ? validateAction : validateWorkflow)(content).errors
    .map(error => `schema: ${error.title} ${error.detail ?? ''} ${error.path ?? ''}`);
  const parsed = (isAction ? parseAction : parseWorkflow)({ name: file, content }, new NoOperationTraceWriter())
    .context.errors.getErrors().map(error => `parser: ${error.message}`);
  for (const problem of [...schema, ...parsed]) {
    problems++;
    console.log(`${file}: ${problem}`);
  }
}
process.exitCode = problems === 0 ? 0 : 1;
