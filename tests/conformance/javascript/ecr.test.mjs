import assert from 'node:assert/strict'
import test from 'node:test'
import * as sdk from '@aws-sdk/client-ecr'
import { IMAGE, caller, pages } from './clients.mjs'

const ecr = caller(sdk, sdk.ECRClient)

test('a repository has a life', async () => {
  const repositoryName = 'js/one'
  const { repository } = await ecr('CreateRepository', { repositoryName, imageTagMutability: 'IMMUTABLE', tags: [{ Key: 'team', Value: 'a' }] })
  await assert.rejects(ecr('CreateRepository', { repositoryName }), sdk.RepositoryAlreadyExistsException)
  await ecr('PutImageTagMutability', { repositoryName, imageTagMutability: 'MUTABLE' })
  await ecr('PutImageScanningConfiguration', { repositoryName, imageScanningConfiguration: { scanOnPush: true } })
  const { repositories: [found] } = await ecr('DescribeRepositories', { repositoryNames: [repositoryName] })
  assert.deepEqual([found.imageTagMutability, found.imageScanningConfiguration.scanOnPush], ['MUTABLE', true])
  const lifecyclePolicyText = JSON.stringify({ rules: [{ rulePriority: 1, selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 }, action: { type: 'expire' } }] })
  await ecr('PutLifecyclePolicy', { repositoryName, lifecyclePolicyText })
  assert.equal((await ecr('GetLifecyclePolicy', { repositoryName })).lifecyclePolicyText, lifecyclePolicyText)
  await ecr('DeleteLifecyclePolicy', { repositoryName })
  await ecr('SetRepositoryPolicy', { repositoryName, policyText: '{"Statement":[]}' })
  assert.equal((await ecr('GetRepositoryPolicy', { repositoryName })).policyText, '{"Statement":[]}')
  await ecr('DeleteRepositoryPolicy', { repositoryName })
  const resourceArn = repository.repositoryArn
  await ecr('TagResource', { resourceArn, tags: [{ Key: 'b', Value: '2' }] })
  await ecr('UntagResource', { resourceArn, tagKeys: ['team'] })
  assert.deepEqual((await ecr('ListTagsForResource', { resourceArn })).tags, [{ Key: 'b', Value: '2' }])
  await ecr('DeleteRepository', { repositoryName })
  await assert.rejects(ecr('DescribeRepositories', { repositoryNames: [repositoryName] }), sdk.RepositoryNotFoundException)
})

test('images are those of the registry', async () => {
  const [repositoryName, imageDigest] = IMAGE.slice(IMAGE.indexOf('/') + 1).split('@')
  assert.ok((await ecr('GetAuthorizationToken')).authorizationData[0].expiresAt > new Date())
  const { images: [image] } = await ecr('BatchGetImage', { repositoryName, imageIds: [{ imageDigest }] })
  for (const imageTag of ['js-1', 'js-2']) await ecr('PutImage', { repositoryName, imageManifest: image.imageManifest, imageTag })
  assert.ok((await pages(ecr, 'ListImages', 'imageIds', { repositoryName, maxResults: 1 })).length >= 2)
  assert.ok((await ecr('DescribeImages', { repositoryName, imageIds: [{ imageTag: 'js-1' }] })).imageDetails[0].imageTags.includes('js-2'))
  const layer = JSON.parse(image.imageManifest).layers[0].digest
  assert.equal((await ecr('BatchCheckLayerAvailability', { repositoryName, layerDigests: [layer] })).layers[0].layerAvailability, 'AVAILABLE')
  assert.equal((await ecr('StartImageScan', { repositoryName, imageId: { imageDigest } })).imageScanStatus.status, 'IN_PROGRESS')
  assert.equal((await ecr('DescribeImageScanFindings', { repositoryName, imageId: { imageDigest } })).imageScanStatus.status, 'UNSUPPORTED_IMAGE')
  assert.equal((await ecr('BatchDeleteImage', { repositoryName, imageIds: [{ imageTag: 'js-1' }] })).imageIds[0].imageTag, 'js-1')
})
