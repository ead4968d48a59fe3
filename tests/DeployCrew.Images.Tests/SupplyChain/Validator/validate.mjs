// Holds bills of materials against CycloneDX's own schema: node validate.mjs FILE…
import { readFile } from 'node:fs/promises'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
for (const file of process.argv.slice(2)) {
  const problem = await validator.validate(await readFile(file, 'utf8'))
  if (problem !== null) {
    console.error(`${file}: ${JSON.stringify(problem, null, 1)}`)
    process.exitCode = 1
  }
}
