import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-codebuild'
import { caller, eventually } from './clients.mjs'

const builds = caller(sdk, sdk.CodeBuildClient)
const projectName = 'deploycrew'

async function start(...commands) {
  const buildspecOverride = JSON.stringify({ version: 0.2, phases: { build: { commands } } })
  return (await builds('StartBuild', { projectName, sourceTypeOverride: 'NO_SOURCE', buildspecOverride })).build
}

const ended = (build) => eventually(async () => (await builds('BatchGetBuilds', { ids: [build.id] })).builds.find((one) => one.buildComplete))

test('a build runs, another is stopped', async () => {
  assert.equal((await ended(await start('true'))).buildStatus, 'SUCCEEDED')
  assert.equal((await ended(await start('false'))).buildStatus, 'FAILED')
  const long = await start('sleep 60')
  await builds('StopBuild', { id: long.id })
  const stopped = await ended(long)
  assert.equal(stopped.buildStatus, 'STOPPED')
  assert.ok(stopped.endTime >= stopped.startTime)
  assert.ok((await builds('ListBuilds')).ids.includes(long.id))
  assert.ok((await builds('ListBuildsForProject', { projectName })).ids.includes(long.id))
})

test('there is one project', async () => {
  assert.deepEqual((await builds('ListProjects')).projects, [projectName])
  assert.equal((await builds('BatchGetProjects', { names: [projectName] })).projects[0].source.type, 'NO_SOURCE')
  await assert.rejects(builds('StartBuild', { projectName: 'other' }), { name: 'ResourceNotFoundException' })
})
