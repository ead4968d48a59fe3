// Somebody else's OpenID provider (panva's oidc-provider, certified), in memory, for the tests: who signs in as NAME is in the groups that the name says:
// 'olga.ops.devs' is in ops and devs, 'nobody' in none. Its own sign-in and consent pages are used.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    // A native client, because the tests' page has another port each time (RFC 8252, 7.3).
    { client_id: 'deploycrew', client_secret: 'not a secret', application_type: 'native', redirect_uris: ['http://127.0.0.1/sign-in/callback'], grant_types: ['authorization_code'] },
    { client_id: 'public', token_endpoint_auth_method: 'none', application_type: 'native', redirect_uris: ['http://127.0.0.1/sign-in/callback'], grant_types: ['authorization_code'] },
  ],
  claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'] },
  pkce: { required: () => true },
  cookies: { keys: ['for tests only'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: id.split('.')[0], groups: id.split('.').slice(1) }) }),
});
createServer(provider.callback()).listen(port, '127.0.0.1', () => console.log(issuer));
