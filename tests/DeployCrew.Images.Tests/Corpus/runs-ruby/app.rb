require "socket"

server = TCPServer.new("0.0.0.0", ENV.fetch("PORT", "4567").to_i)
trap("TERM") { exit }
loop do
  client = server.accept
  path = client.gets.to_s.split(" ")[1]
  while (line = client.gets) && line != "\r\n"; end
  status = ["/", "/health"].include?(path) ? "200 OK" : "404 Not Found"
  client.write "HTTP/1.1 #{status}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
  client.close
end
