// Calls of a service by the names of its operations: `await ecs('ListClusters', { maxResults: 2 })`.
export const IMAGE = process.env.CONFORMANCE_IMAGE // 127.0.0.1:port/repository@sha256:…

export function caller(sdk, client) {
  const made = new client({ endpoint: process.env.AWS_ENDPOINT_URL, maxAttempts: 1 })
  return (operation, input = {}) => made.send(new sdk[`${operation}Command`](input))
}

// What look() finds, as soon as it finds something.
export async function eventually(look, seconds = 30) {
  for (const deadline = Date.now() + seconds * 1000; ;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`gave up waiting: ${look}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

// Every page of a list, of which there must be more than one.
export async function pages(call, operation, member, input, token = 'nextToken', next = token) {
  const found = []
  let count = 0
  for (let from; count === 0 || from; count++) {
    const page = await call(operation, { ...input, [token]: from })
    found.push(...page[member])
    from = page[next]
  }
  if (count < 2) throw new Error(`${operation} had one page only`)
  return found
}
