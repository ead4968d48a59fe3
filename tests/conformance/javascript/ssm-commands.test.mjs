import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-ssm'
import { caller, eventually } from './clients.mjs'

const ssm = caller(sdk, sdk.SSMClient)

test('a command runs on the one machine, another is cancelled', async () => {
  const [{ InstanceId, PingStatus }] = (await ssm('DescribeInstanceInformation')).InstanceInformationList
  assert.equal(PingStatus, 'Online')
  const send = async (...commands) =>
    (await ssm('SendCommand', { InstanceIds: [InstanceId], DocumentName: 'AWS-RunShellScript', Parameters: { commands } })).Command.CommandId
  const ended = (CommandId) => eventually(async () => {
    const found = await ssm('GetCommandInvocation', { CommandId, InstanceId })
    return ['Success', 'Failed', 'Cancelled'].includes(found.Status) && found
  })
  const one = await send('echo hello', 'exit 4')
  const { Status, ResponseCode, StandardOutputContent } = await ended(one)
  assert.deepEqual({ Status, ResponseCode, StandardOutputContent }, { Status: 'Failed', ResponseCode: 4, StandardOutputContent: 'hello\n' })
  const long = await send('sleep 60')
  await ssm('CancelCommand', { CommandId: long })
  assert.equal((await ended(long)).Status, 'Cancelled')
  assert.equal((await ssm('ListCommandInvocations', { CommandId: one, Details: true })).CommandInvocations[0].CommandPlugins[0].ResponseCode, 4)
  assert.ok((await ssm('ListCommands', {})).Commands.some((command) => command.CommandId === long))
  await assert.rejects(ssm('SendCommand', { InstanceIds: [InstanceId], DocumentName: 'Other' }), { name: 'InvalidDocument' })
})
