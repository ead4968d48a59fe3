import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-secrets-manager'
import { caller, pages } from './clients.mjs'

const secrets = caller(sdk, sdk.SecretsManagerClient)

test('a secret has a life', async () => {
  const SecretId = 'js/one'
  const { VersionId } = await secrets('CreateSecret', { Name: SecretId, SecretString: 'v1', Tags: [{ Key: 'team', Value: 'a' }] })
  await assert.rejects(secrets('CreateSecret', { Name: SecretId, SecretString: 'v1' }), sdk.ResourceExistsException)
  const put = await secrets('PutSecretValue', { SecretId, SecretBinary: new Uint8Array([0, 255]) })
  assert.deepEqual([...(await secrets('GetSecretValue', { SecretId })).SecretBinary], [0, 255])
  await secrets('UpdateSecretVersionStage', { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: VersionId, RemoveFromVersionId: put.VersionId })
  assert.equal((await secrets('GetSecretValue', { SecretId })).SecretString, 'v1')
  await secrets('UpdateSecret', { SecretId, Description: 'd' })
  await secrets('TagResource', { SecretId, Tags: [{ Key: 'b', Value: '2' }] })
  await secrets('UntagResource', { SecretId, TagKeys: ['team'] })
  const found = await secrets('DescribeSecret', { SecretId })
  assert.deepEqual([found.Description, found.Tags], ['d', [{ Key: 'b', Value: '2' }]])
  assert.equal((await pages(secrets, 'ListSecretVersionIds', 'Versions', { SecretId, MaxResults: 1 }, 'NextToken')).length, 2)
  await secrets('PutResourcePolicy', { SecretId, ResourcePolicy: '{"Statement":[]}' })
  assert.equal((await secrets('GetResourcePolicy', { SecretId })).ResourcePolicy, '{"Statement":[]}')
  await secrets('DeleteResourcePolicy', { SecretId })
  assert.equal((await secrets('BatchGetSecretValue', { SecretIdList: [SecretId, 'js/none'] })).Errors.length, 1)
  assert.ok((await secrets('DeleteSecret', { SecretId })).DeletionDate > new Date())
  await secrets('RestoreSecret', { SecretId })
  await secrets('CreateSecret', { Name: 'js/two', SecretString: 'x' })
  assert.equal((await pages(secrets, 'ListSecrets', 'SecretList', { Filters: [{ Key: 'name', Values: ['js/'] }], MaxResults: 1 }, 'NextToken')).length, 2)
  await secrets('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true })
  await assert.rejects(secrets('DescribeSecret', { SecretId }), sdk.ResourceNotFoundException)
})
