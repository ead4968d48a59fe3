package main

func main() {
	r := gin.Default()
	r.GET("/health", ok)
	r.Run(":9000")
}
