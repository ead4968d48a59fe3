Bun.serve({
  port: process.env.PORT ?? 3000,
  fetch(request: Request) {
    const path = new URL(request.url).pathname;
    return path === "/health" || path === "/" ? new Response("ok\n") : new Response("not found\n", { status: 404 });
  },
});
