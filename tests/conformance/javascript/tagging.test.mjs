import assert from 'node:assert/strict'
import test from 'node:test'
import * as ecs from '@aws-sdk/client-ecs'
import * as sdk from '@aws-sdk/client-resource-groups-tagging-api'
import { caller, pages } from './clients.mjs'

const tagging = caller(sdk, sdk.ResourceGroupsTaggingAPIClient)
const make = caller(ecs, ecs.ECSClient)

test('resources are found by their tags', async () => {
  const arns = []
  for (const clusterName of ['js-tag-a', 'js-tag-b'])
    arns.push((await make('CreateCluster', { clusterName, tags: [{ key: 'js-case', value: clusterName }] })).cluster.clusterArn)
  const input = { TagFilters: [{ Key: 'js-case' }], ResourcesPerPage: 1 }
  const found = await pages(tagging, 'GetResources', 'ResourceTagMappingList', input, 'PaginationToken')
  assert.deepEqual(found.map((one) => one.ResourceARN), arns)
  assert.ok((await tagging('GetTagKeys')).TagKeys.includes('js-case'))
  assert.deepEqual((await tagging('GetTagValues', { Key: 'js-case' })).TagValues, ['js-tag-a', 'js-tag-b'])
  await tagging('TagResources', { ResourceARNList: arns, Tags: { more: 'x' } })
  await tagging('UntagResources', { ResourceARNList: arns, TagKeys: ['js-case'] })
  assert.equal((await tagging('GetResources', input)).ResourceTagMappingList.length, 0)
})
