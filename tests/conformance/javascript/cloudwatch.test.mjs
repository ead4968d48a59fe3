import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-cloudwatch'
import { caller, pages } from './clients.mjs'

const watch = caller(sdk, sdk.CloudWatchClient)

test('alarms', async () => {
  const alarm = {
    Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', ExtendedStatistic: 'p99', Period: 60, EvaluationPeriods: 1, Threshold: 0.5,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold', Dimensions: [{ Name: 'LoadBalancer', Value: 'app/js/1' }],
  }
  for (const AlarmName of ['js 1', 'js 2']) await watch('PutMetricAlarm', { ...alarm, AlarmName })
  const [found] = await pages(watch, 'DescribeAlarms', 'MetricAlarms', { AlarmNamePrefix: 'js', MaxRecords: 1 }, 'NextToken')
  assert.equal(found.Threshold, 0.5)
  assert.ok(found.StateUpdatedTimestamp instanceof Date)
  await watch('SetAlarmState', { AlarmName: 'js 1', StateValue: 'ALARM', StateReason: 'why' })
  assert.equal((await watch('DescribeAlarms', { AlarmNames: ['js 1'] })).MetricAlarms[0].StateReason, 'why')
  await watch('DeleteAlarms', { AlarmNames: ['js 1', 'js 2'] })
  await assert.rejects(watch('DeleteAlarms', { AlarmNames: ['js 1'] }), sdk.ResourceNotFound)
})

test('metrics', async () => {
  const span = { StartTime: new Date(Date.now() - 300000), EndTime: new Date() }
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions: [{ Name: 'LoadBalancer', Value: 'app/js/1' }] }
  const answer = await watch('GetMetricData', { ...span, MetricDataQueries: [{ Id: 'a', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }] })
  assert.deepEqual(answer.MetricDataResults[0].Values, [])
  assert.deepEqual((await watch('GetMetricStatistics', { ...span, ...Metric, Period: 60, Statistics: ['Sum'] })).Datapoints, [])
  assert.deepEqual((await watch('ListMetrics', { Namespace: 'none' })).Metrics, [])
})
