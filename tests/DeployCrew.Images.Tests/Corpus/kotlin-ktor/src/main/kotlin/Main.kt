fun main() {
    embeddedServer(Netty, port = 8082) {
        routing { get("/health") { call.respondText("ok") } }
    }.start(wait = true)
}
