// Judges an OpenAPI description (a file, as a URL or a path) by somebody else's reading of the specification.
import SwaggerParser from '@apidevtools/swagger-parser';

const api = await SwaggerParser.validate(process.argv[2]);
const operations = Object.values(api.paths).flatMap(path => Object.values(path)).filter(one => one.operationId);
const names = operations.map(one => one.operationId);
const twice = names.filter((name, index) => names.indexOf(name) !== index);
if (twice.length > 0) throw new Error(`named twice: ${twice}`);
console.log(`${api.openapi}: ${operations.length} operations`);
