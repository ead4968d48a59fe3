import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-ecs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { IMAGE, caller, eventually, pages } from './clients.mjs'

const ecs = caller(sdk, sdk.ECSClient)
const balancing = caller(elb, elb.ElasticLoadBalancingV2Client)
const register = async (image) => (await ecs('RegisterTaskDefinition', {
  family: 'js-family', cpu: '256', memory: '512', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [{ name: 'web', image, essential: true, portMappings: [{ containerPort: 8080 }] }],
})).taskDefinition.taskDefinitionArn

test('a cluster has a life', async () => {
  const cluster = 'js-one'
  const resourceArn = (await ecs('CreateCluster', { clusterName: cluster, tags: [{ key: 'team', value: 'a' }] })).cluster.clusterArn
  await ecs('CreateCluster', { clusterName: 'js-two' })
  assert.ok((await pages(ecs, 'ListClusters', 'clusterArns', { maxResults: 1 })).includes(resourceArn))
  await ecs('UpdateCluster', { cluster, settings: [{ name: 'containerInsights', value: 'enabled' }] })
  await ecs('UpdateClusterSettings', { cluster, settings: [{ name: 'containerInsights', value: 'disabled' }] })
  await ecs('PutClusterCapacityProviders', { cluster, capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] })
  await ecs('TagResource', { resourceArn, tags: [{ key: 'b', value: '2' }] })
  await ecs('UntagResource', { resourceArn, tagKeys: ['team'] })
  assert.deepEqual((await ecs('ListTagsForResource', { resourceArn })).tags, [{ key: 'b', value: '2' }])
  const { clusters: [found] } = await ecs('DescribeClusters', { clusters: [cluster], include: ['SETTINGS', 'TAGS'] })
  assert.deepEqual([found.settings[0].value, found.capacityProviders], ['disabled', ['FARGATE']])
  assert.equal((await ecs('DeleteCluster', { cluster })).cluster.status, 'INACTIVE')
  await assert.rejects(ecs('DeleteCluster', { cluster }), sdk.ClusterNotFoundException)
})

test('a service runs, deploys, stops a deployment and goes', async () => {
  const cluster = 'js-run'
  const service = 'web'
  await ecs('CreateCluster', { clusterName: cluster })
  const first = await register(IMAGE)
  const second = await register('127.0.0.1:1/none:latest')
  assert.equal((await pages(ecs, 'ListTaskDefinitions', 'taskDefinitionArns', { familyPrefix: 'js-family', maxResults: 1 })).length, 2)
  assert.deepEqual((await ecs('ListTaskDefinitionFamilies', { familyPrefix: 'js-' })).families, ['js-family'])
  assert.equal((await ecs('DescribeTaskDefinition', { taskDefinition: 'js-family:1' })).taskDefinition.taskDefinitionArn, first)
  await ecs('CreateService', { cluster, serviceName: service, taskDefinition: first, desiredCount: 1, launchType: 'FARGATE' })
  const done = async () => (await ecs('ListServiceDeployments', { cluster, service, status: ['SUCCESSFUL'] })).serviceDeployments[0]
  const { targetServiceRevisionArn } = await eventually(done)
  assert.equal((await ecs('DescribeServiceRevisions', { serviceRevisionArns: [targetServiceRevisionArn] })).serviceRevisions[0].taskDefinition, first)
  const { taskArns: [task] } = await ecs('ListTasks', { cluster, serviceName: service })
  assert.equal((await ecs('DescribeTasks', { cluster, tasks: [task] })).tasks[0].lastStatus, 'RUNNING')
  await ecs('UpdateService', { cluster, service, taskDefinition: second })
  const { serviceDeployments: [{ serviceDeploymentArn }] } = await ecs('ListServiceDeployments', { cluster, service })
  await ecs('StopServiceDeployment', { serviceDeploymentArn })
  await eventually(async () => (await ecs('DescribeServiceDeployments', { serviceDeploymentArns: [serviceDeploymentArn] })).serviceDeployments[0].status === 'ROLLBACK_SUCCESSFUL')
  await ecs('StopTask', { cluster, task })
  assert.equal((await ecs('ListServices', { cluster })).serviceArns.length, 1)
  await ecs('DeleteService', { cluster, service, force: true })
  await eventually(async () => (await ecs('DescribeServices', { cluster, services: [service] })).services[0].status === 'INACTIVE')
  await ecs('DeregisterTaskDefinition', { taskDefinition: second })
  assert.equal((await ecs('DeleteTaskDefinitions', { taskDefinitions: [second] })).taskDefinitions[0].status, 'DELETE_IN_PROGRESS')
  await assert.rejects(ecs('DescribeTaskDefinition', { taskDefinition: 'js-none' }), sdk.ClientException)
})

test('a blue/green deployment waits for an answer', async () => {
  const cluster = 'shift-js'
  const service = 'web'
  const { LoadBalancers: [{ LoadBalancerArn }] } = await balancing('CreateLoadBalancer', { Name: cluster, Subnets: ['subnet-1', 'subnet-2'] })
  const groups = []
  for (const side of ['blue', 'green']) {
    const made = await balancing('CreateTargetGroup', { Name: `${cluster}-${side}`, Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-1', TargetType: 'ip' })
    groups.push(made.TargetGroups[0].TargetGroupArn)
  }
  const { Listeners: [{ ListenerArn }] } = await balancing('CreateListener', {
    LoadBalancerArn, Port: 18310, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  })
  const { Rules: [{ RuleArn }] } = await balancing('CreateRule', {
    ListenerArn, Priority: 1, Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: groups[0], Weight: 1 }, { TargetGroupArn: groups[1], Weight: 0 }] } }],
  })
  await ecs('CreateCluster', { clusterName: cluster })
  await ecs('CreateService', {
    cluster, serviceName: service, taskDefinition: await register(IMAGE), desiredCount: 1, launchType: 'FARGATE',
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0, lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }] },
    loadBalancers: [{
      targetGroupArn: groups[0], containerName: 'web', containerPort: 8080,
      advancedConfiguration: { alternateTargetGroupArn: groups[1], productionListenerRule: RuleArn, roleArn: 'arn:aws:iam::000000000000:role/ecs' },
    }],
  })
  const latest = async () => {
    const { serviceDeployments: [{ serviceDeploymentArn }] } = await ecs('ListServiceDeployments', { cluster, service })
    return (await ecs('DescribeServiceDeployments', { serviceDeploymentArns: [serviceDeploymentArn] })).serviceDeployments[0]
  }
  await eventually(async () => (await latest()).status === 'SUCCESSFUL')
  await ecs('UpdateService', { cluster, service, forceNewDeployment: true })
  const waiting = await eventually(async () => {
    const found = await latest()
    return found.lifecycleHookDetails?.[0].status === 'AWAITING_ACTION' && found
  })
  const { serviceDeploymentArn, lifecycleHookDetails: [{ hookId }] } = waiting
  assert.equal((await ecs('ContinueServiceDeployment', { serviceDeploymentArn, hookId, action: 'CONTINUE' })).serviceDeploymentArn, serviceDeploymentArn)
  await eventually(async () => (await latest()).status === 'SUCCESSFUL')
  await ecs('DeleteService', { cluster, service, force: true })
})
