module example.test/shop/v2

go 1.19
