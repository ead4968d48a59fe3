module example.com/team/hello

go 1.24
