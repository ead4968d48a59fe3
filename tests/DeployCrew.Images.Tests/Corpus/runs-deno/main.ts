const port = Number(Deno.env.get("PORT") ?? 8000);

Deno.serve({ port, hostname: "0.0.0.0" }, (request: Request) => {
  const path = new URL(request.url).pathname;
  return path === "/health" || path === "/" ? new Response("ok\n") : new Response("not found\n", { status: 404 });
});
