import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-cloudwatch-logs'
import { caller, pages } from './clients.mjs'

const logs = caller(sdk, sdk.CloudWatchLogsClient)

test('a group, its streams and events', async () => {
  const logGroupName = 'js/group'
  await logs('CreateLogGroup', { logGroupName, tags: { team: 'a' } })
  await assert.rejects(logs('CreateLogGroup', { logGroupName }), sdk.ResourceAlreadyExistsException)
  await logs('PutRetentionPolicy', { logGroupName, retentionInDays: 7 })
  await logs('CreateLogGroup', { logGroupName: 'js/group2' })
  const [group] = await pages(logs, 'DescribeLogGroups', 'logGroups', { logGroupNamePrefix: 'js/', limit: 1 })
  assert.equal(group.retentionInDays, 7)
  await logs('DeleteRetentionPolicy', { logGroupName })
  const resourceArn = group.logGroupArn
  await logs('TagResource', { resourceArn, tags: { b: '2' } })
  await logs('UntagResource', { resourceArn, tagKeys: ['team'] })
  assert.deepEqual({ ...(await logs('ListTagsForResource', { resourceArn })).tags }, { b: '2' })
  await logs('TagLogGroup', { logGroupName, tags: { c: '3' } })
  await logs('UntagLogGroup', { logGroupName, tags: ['b'] })
  assert.deepEqual({ ...(await logs('ListTagsLogGroup', { logGroupName })).tags }, { c: '3' })
  for (const logStreamName of ['one', 'two']) await logs('CreateLogStream', { logGroupName, logStreamName })
  assert.equal((await pages(logs, 'DescribeLogStreams', 'logStreams', { logGroupName, limit: 1 })).length, 2)
  const stream = { logGroupName, logStreamName: 'one' }
  await logs('PutLogEvents', { ...stream, logEvents: [0, 1, 2].map((n) => ({ timestamp: Date.now() + n, message: `line ${n}` })) })
  const first = await logs('GetLogEvents', { ...stream, startFromHead: true, limit: 2 })
  const rest = await logs('GetLogEvents', { ...stream, startFromHead: true, nextToken: first.nextForwardToken })
  assert.deepEqual([...first.events, ...rest.events].map((one) => one.message), ['line 0', 'line 1', 'line 2'])
  assert.equal((await pages(logs, 'FilterLogEvents', 'events', { logGroupName, filterPattern: 'line', limit: 2 })).length, 3)
  await logs('DeleteLogStream', stream)
  await logs('DeleteLogGroup', { logGroupName })
  await assert.rejects(logs('DescribeLogStreams', { logGroupName }), sdk.ResourceNotFoundException)
})
