#[get("/healthz")]
async fn healthz() -> &'static str { "ok" }

async fn main() {
    HttpServer::new(app).bind(("0.0.0.0", 8080));
}
