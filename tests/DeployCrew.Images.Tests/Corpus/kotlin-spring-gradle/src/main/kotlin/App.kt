@GetMapping("/healthz")
fun health() = "ok"
