// What GitHub's own parser says of action.yml or a workflow, by GitHub's schemas: one problem a line, none when it is good.
//   node --import ./json-imports.mjs validate.mjs FILE...
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';
import { ErrorPolicy } from '@actions/workflow-parser/model/convert';

let problems = 0;
for (const file of process.argv.slice(2)) {
  const content = readFileSync(file, 'utf8');
  const isAction = /^action\.ya?ml$/.test(basename(file));
  const { context, value } = (isAction ? parseAction : parseWorkflow)({ name: file, content }, new NoOperationTraceWriter());
  // What the schema does not hold: jobs that are needed and not there, steps of one id.
  if (value && isAction) convertActionTemplate(context, value, { errorPolicy: ErrorPolicy.TryConversion });
  else if (value) await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion });
  for (const error of context.errors.getErrors()) {
    problems++;
    console.log(`${file}: ${error.message}`);
  }
}
process.exitCode = problems === 0 ? 0 : 1;
