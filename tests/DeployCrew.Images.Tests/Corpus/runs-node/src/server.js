const http = require('node:http');

http.createServer((request, response) => {
  response.writeHead(request.url === '/health' || request.url === '/' ? 200 : 404);
  response.end('ok\n');
}).listen(process.env.PORT || 3000);
process.on('SIGTERM', () => process.exit(0));
