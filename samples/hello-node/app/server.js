'use strict';
const http = require('node:http');

const port = Number(process.env.PORT ?? 8080);
const greeting = process.env.GREETING ?? 'Hello';

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'ok' }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${greeting} from hello-node\n`);
});

server.listen(port, process.env.HOST ?? '0.0.0.0', () => console.log(`listening on ${port}`));

// ECS sends SIGTERM and waits: answer what is under way, take nothing new.
process.on('SIGTERM', () => {
  console.log('stopping');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
