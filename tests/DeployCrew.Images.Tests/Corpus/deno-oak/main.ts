import { Application, Router } from '@oak/oak';
const router = new Router();
router.get('/healthz', (c) => { c.response.body = 'ok'; });
await new Application().listen({ port: 8000 });
