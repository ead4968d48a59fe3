module example.com/shop/v2

go 1.22

toolchain go1.23.4

require (
	github.com/gin-gonic/gin v1.10.0
	github.com/go-chi/chi v1.5.5 // indirect
)
