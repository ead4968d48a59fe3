package main

import "net/http"

func main() {
	http.HandleFunc("/healthz", ok)
	http.ListenAndServe(":8080", nil)
}
