// OpenAI's own client reads one answer of an endpoint. Arguments: base address, then the name of a tool that may be called. On standard output: what it made of it.
import OpenAI from 'openai';

const [baseURL, tool] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
const stream = client.chat.completions.stream({
  model: 'tiny',
  messages: [{ role: 'user', content: 'Which tool is next?' }],
  tools: [{ type: 'function', function: { name: tool, description: 'A tool.', parameters: { type: 'object', properties: {} } } }],
  stream_options: { include_usage: true },
});
try {
  const { choices, usage } = await stream.finalChatCompletion();
  const { content, refusal, tool_calls } = choices[0].message;
  console.log(JSON.stringify({ content, refusal, finish: choices[0].finish_reason, usage, calls: tool_calls?.map(({ id, function: { name, arguments: text } }) => ({ id, name, text })) }));
} catch (error) {
  console.log(JSON.stringify({ status: error.status, error: error.message }));
}
