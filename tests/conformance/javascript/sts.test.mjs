import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-sts'
import { caller } from './clients.mjs'

const sts = caller(sdk, sdk.STSClient)

test('temporary credentials are credentials', async () => {
  assert.equal((await sts('GetCallerIdentity')).Account, '000000000000')
  const { Credentials: one, AssumedRoleUser } = await sts('AssumeRole', { RoleArn: 'arn:aws:iam::000000000000:role/r', RoleSessionName: 'js' })
  assert.ok(one.Expiration > new Date())
  const role = new sdk.STSClient({
    endpoint: process.env.AWS_ENDPOINT_URL,
    credentials: { accessKeyId: one.AccessKeyId, secretAccessKey: one.SecretAccessKey, sessionToken: one.SessionToken },
  })
  assert.equal((await role.send(new sdk.GetCallerIdentityCommand({}))).Arn, AssumedRoleUser.Arn)
  assert.ok((await sts('GetSessionToken', { DurationSeconds: 900 })).Credentials.SessionToken)
  await assert.rejects(sts('AssumeRole', { RoleArn: 'arn:aws:iam::000000000000:user/u', RoleSessionName: 'js' }), { name: 'ValidationError' })
})
