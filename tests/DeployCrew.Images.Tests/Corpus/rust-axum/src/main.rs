#[tokio::main]
async fn main() {
    let app = Router::new().route("/health", get(ok));
    let listener = TcpListener::bind("0.0.0.0:3000").await.unwrap();
}
