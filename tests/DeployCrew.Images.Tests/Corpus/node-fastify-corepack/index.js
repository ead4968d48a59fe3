const app = require('fastify')();
app.get('/ping', async () => 'pong');
app.listen({ port: 4000, host: '0.0.0.0' });
