import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-ssm'
import { caller, pages } from './clients.mjs'

const ssm = caller(sdk, sdk.SSMClient)

test('a parameter has a life', async () => {
  const Name = '/js/one'
  assert.equal((await ssm('PutParameter', { Name, Value: 'v1', Type: 'String', Tags: [{ Key: 'team', Value: 'a' }] })).Version, 1)
  await assert.rejects(ssm('PutParameter', { Name, Value: 'v2', Type: 'String' }), sdk.ParameterAlreadyExists)
  assert.equal((await ssm('PutParameter', { Name, Value: 'v2', Overwrite: true })).Version, 2)
  await ssm('LabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['old'] })
  const { Parameter } = await ssm('GetParameter', { Name: `${Name}:old` })
  assert.equal(Parameter.Value, 'v1')
  assert.ok(Parameter.LastModifiedDate instanceof Date)
  await ssm('UnlabelParameterVersion', { Name, ParameterVersion: 1, Labels: ['old'] })
  assert.deepEqual((await pages(ssm, 'GetParameterHistory', 'Parameters', { Name, MaxResults: 1 }, 'NextToken')).map((one) => one.Value), ['v1', 'v2'])
  await ssm('AddTagsToResource', { ResourceType: 'Parameter', ResourceId: Name, Tags: [{ Key: 'b', Value: '2' }] })
  await ssm('RemoveTagsFromResource', { ResourceType: 'Parameter', ResourceId: Name, TagKeys: ['team'] })
  assert.deepEqual((await ssm('ListTagsForResource', { ResourceType: 'Parameter', ResourceId: Name })).TagList, [{ Key: 'b', Value: '2' }])
  await ssm('DeleteParameter', { Name })
  await assert.rejects(ssm('GetParameter', { Name }), sdk.ParameterNotFound)
})

test('parameters come over pages', async () => {
  for (const name of ['a', 'b', 'c']) await ssm('PutParameter', { Name: `/js/many/${name}`, Value: name, Type: 'SecureString' })
  const found = await pages(ssm, 'GetParametersByPath', 'Parameters', { Path: '/js/many', MaxResults: 2, WithDecryption: true }, 'NextToken')
  assert.deepEqual(found.map((one) => one.Value), ['a', 'b', 'c'])
  const filters = [{ Key: 'Path', Values: ['/js/many'] }]
  assert.equal((await pages(ssm, 'DescribeParameters', 'Parameters', { ParameterFilters: filters, MaxResults: 2 }, 'NextToken')).length, 3)
  assert.deepEqual((await ssm('GetParameters', { Names: ['/js/many/a', '/js/many/z'] })).InvalidParameters, ['/js/many/z'])
  assert.equal((await ssm('DeleteParameters', { Names: ['/js/many/a', '/js/many/b', '/js/many/c'] })).DeletedParameters.length, 3)
})
