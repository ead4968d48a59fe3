import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-s3'
import { caller } from './clients.mjs'

const s3 = caller(sdk, sdk.S3Client)

test('an object is put, listed, read and deleted', async () => {
  const Bucket = 'deploycrew-builds'
  const Key = 'js/a b.txt'
  const body = 'x'.repeat(200_000)
  await s3('PutObject', { Bucket, Key, Body: body, ContentType: 'text/plain' })
  assert.equal((await s3('HeadObject', { Bucket, Key })).ContentLength, body.length)
  assert.equal(await (await s3('GetObject', { Bucket, Key })).Body.transformToString(), body)
  assert.deepEqual((await s3('ListObjectsV2', { Bucket, Prefix: 'js/' })).Contents.map((one) => one.Key), [Key])
  await s3('DeleteObject', { Bucket, Key })
  await assert.rejects(s3('GetObject', { Bucket, Key }), { name: 'NoSuchKey' })
})

test('a bucket is made and deleted', async () => {
  await s3('CreateBucket', { Bucket: 'js-bucket' })
  await s3('HeadBucket', { Bucket: 'js-bucket' })
  assert.ok((await s3('ListBuckets', {})).Buckets.some((one) => one.Name === 'js-bucket'))
  await s3('DeleteBucket', { Bucket: 'js-bucket' })
  await assert.rejects(s3('ListObjectsV2', { Bucket: 'js-bucket' }), { name: 'NoSuchBucket' })
})
