Deno.serve({ port: 9000 }, () => new Response('hi'));
