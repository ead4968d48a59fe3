import assert from 'node:assert/strict'
import http from 'node:http'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import { caller, eventually, pages } from './clients.mjs'

const elb = caller(sdk, sdk.ElasticLoadBalancingV2Client)
const answer = (status, MessageBody) => [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: `${status}`, ContentType: 'text/plain', MessageBody } }]

test('a load balancer has a life, and serves', async () => {
  const server = http.createServer((_, response) => response.end('served')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.on('listening', resolve))
  const target = { Id: '127.0.0.1', Port: server.address().port }
  const Subnets = ['subnet-1', 'subnet-2']
  const { LoadBalancers: [{ LoadBalancerArn, CreatedTime }] } = await elb('CreateLoadBalancer', { Name: 'js-lb', Subnets })
  assert.ok(CreatedTime instanceof Date)
  await assert.rejects(elb('CreateLoadBalancer', { Name: 'js-lb', Subnets, Scheme: 'internal' }), { name: /DuplicateLoadBalancerName/ })
  await elb('CreateLoadBalancer', { Name: 'js-lb2', Subnets })
  assert.equal((await pages(elb, 'DescribeLoadBalancers', 'LoadBalancers', { PageSize: 1 }, 'Marker', 'NextMarker')).filter((one) => one.LoadBalancerName.startsWith('js-lb')).length, 2)
  await elb('SetSecurityGroups', { LoadBalancerArn, SecurityGroups: ['sg-1'] })
  await elb('SetSubnets', { LoadBalancerArn, Subnets })
  await elb('SetIpAddressType', { LoadBalancerArn, IpAddressType: 'ipv4' })
  await elb('DescribeCapacityReservation', { LoadBalancerArn })
  await elb('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '30' }] })
  assert.ok((await elb('DescribeLoadBalancerAttributes', { LoadBalancerArn })).Attributes.some((one) => one.Value === '30'))
  await elb('AddTags', { ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }] })
  await elb('RemoveTags', { ResourceArns: [LoadBalancerArn], TagKeys: ['a'] })
  assert.deepEqual((await elb('DescribeTags', { ResourceArns: [LoadBalancerArn] })).TagDescriptions[0].Tags, [{ Key: 'b', Value: '2' }])

  const { TargetGroups: [{ TargetGroupArn }] } = await elb('CreateTargetGroup', { Name: 'js-tg', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1', TargetType: 'ip' })
  await elb('ModifyTargetGroup', { TargetGroupArn, HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 })
  await elb('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }] })
  assert.ok((await elb('DescribeTargetGroupAttributes', { TargetGroupArn })).Attributes.length > 5)
  assert.equal((await elb('DescribeTargetGroups', { Names: ['js-tg'] })).TargetGroups[0].HealthCheckIntervalSeconds, 5)
  await elb('RegisterTargets', { TargetGroupArn, Targets: [target] })

  const Certificates = [{ CertificateArn: 'arn:aws:acm:eu-west-1:1:certificate/a' }]
  const { Listeners: [{ ListenerArn }] } = await elb('CreateListener', { LoadBalancerArn, Port: 18543, Protocol: 'HTTPS', Certificates, DefaultActions: answer(404, 'none') })
  const { Listeners: [{ ListenerArn: plain }] } = await elb('CreateListener', { LoadBalancerArn, Port: 18580, Protocol: 'HTTP', DefaultActions: answer(404, 'none') })
  await elb('AddListenerCertificates', { ListenerArn, Certificates: [{ CertificateArn: 'arn:aws:acm:b' }] })
  assert.equal((await elb('DescribeListenerCertificates', { ListenerArn })).Certificates.length, 2)
  await elb('RemoveListenerCertificates', { ListenerArn, Certificates: [{ CertificateArn: 'arn:aws:acm:b' }] })
  await elb('ModifyListener', { ListenerArn, DefaultActions: answer(410, 'gone') })
  await elb('ModifyListenerAttributes', { ListenerArn, Attributes: [{ Key: 'routing.http.response.server.enabled', Value: 'false' }] })
  assert.equal((await elb('DescribeListeners', { ListenerArns: [ListenerArn] })).Listeners[0].DefaultActions[0].FixedResponseConfig.StatusCode, '410')

  const { Rules: [{ RuleArn }] } = await elb('CreateRule', {
    ListenerArn: plain, Priority: 1, Conditions: [{ Field: 'path-pattern', Values: ['/x'] }], Actions: [{ Type: 'forward', TargetGroupArn }],
  })
  await elb('SetRulePriorities', { RulePriorities: [{ RuleArn, Priority: 7 }] })
  await elb('ModifyRule', { RuleArn, Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }] })
  assert.deepEqual((await elb('DescribeRules', { ListenerArn: plain })).Rules.map((one) => one.Priority), ['7', 'default'])
  await eventually(async () => (await elb('DescribeTargetHealth', { TargetGroupArn })).TargetHealthDescriptions[0].TargetHealth.State === 'healthy')
  const { Attributes } = await elb('DescribeListenerAttributes', { ListenerArn: plain })
  const url = `http://127.0.0.1:${Attributes.find((one) => one.Key === 'deploycrew.local_port').Value}`
  assert.equal(await (await fetch(`${url}/api/x`)).text(), 'served')
  assert.equal((await fetch(url)).status, 404)

  await elb('DeleteRule', { RuleArn })
  await elb('DeregisterTargets', { TargetGroupArn, Targets: [target] })
  await elb('DeleteListener', { ListenerArn })
  await elb('DeleteLoadBalancer', { LoadBalancerArn })
  await elb('DeleteTargetGroup', { TargetGroupArn })
  await assert.rejects(elb('DescribeTargetGroups', { TargetGroupArns: [TargetGroupArn] }), { name: /TargetGroupNotFound/ })
  server.close()
  server.closeAllConnections()
})
