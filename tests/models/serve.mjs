// A server of OpenAI's API that is not ours. Prints its address; serves until standard input ends.
import { LLMock } from '@copilotkit/aimock';

const server = new LLMock({ port: 0 });
server.onMessage('Say hello.', { content: 'Hello, in more than one piece.' });
server.onMessage('Call the tool.', { toolCalls: [{ name: 'stack_generate', arguments: JSON.stringify({ environment: 'dev' }) }] });
server.onMessage('Fail.', { error: { message: 'slow down', type: 'rate_limit_error' }, status: 429 });
await server.start();
console.log(`${server.url}/v1`);
process.stdin.resume();
process.stdin.on('end', async () => { await server.stop(); process.exit(0); });
