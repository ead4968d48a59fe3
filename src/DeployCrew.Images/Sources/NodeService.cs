using System.Text.Json;

namespace DeployCrew.Images.Sources;

/// <summary>The service that is deployed when there is no app yet.</summary>
internal static class NodeService
{
    private const string Server = """
        'use strict';
        const http = require('node:http');

        const name = require('./package.json').name;
        const port = Number(process.env.PORT || 8080);
        const host = process.env.HOST || '0.0.0.0';

        const server = http.createServer((request, response) => {
          const path = request.url.split('?')[0];
          const known = path === '/' || path === '/health';
          response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
          response.end(JSON.stringify(path === '/health' ? { status: 'ok' } : known ? { service: name } : { error: 'not found' }) + '\n');
        });

        server.listen(port, host, () => console.log(`${name} listens on ${host}:${port}`));

        // The load balancer drains first; requests under way are answered before the process ends.
        for (const signal of ['SIGTERM', 'SIGINT']) {
          process.on(signal, () => {
            server.close(() => process.exit(0));
            server.closeIdleConnections();
          });
        }

        """;

    public static IReadOnlyDictionary<string, string> Files(string name) => new Dictionary<string, string>
    {
        ["package.json"] = $$"""
            {
              "name": {{JsonSerializer.Serialize(name)}},
              "version": "1.0.0",
              "private": true,
              "scripts": { "start": "node server.js" },
              "engines": { "node": ">=18" }
            }

            """,
        ["server.js"] = Server,
    };
}
