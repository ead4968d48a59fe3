// Holds a file against the schema of SARIF 2.1.0, the copy that Microsoft's validator carries.
//   node sarif.mjs FILE
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const schema = JSON.parse(readFileSync(new URL('node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);
if (!validate(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  validate.errors.forEach(error => console.log(`${error.instancePath} ${error.message}`));
  process.exitCode = 1;
}
