namespace DeployCrew.Testing;

/// <summary>An app that no ecosystem of DeployCrew knows, and Dockerfiles for it. Debian's smallest image runs it.</summary>
public static class PerlApp
{
    /// <summary>Its port, as line 3 of server.pl and the README say.</summary>
    public const int Port = 3000;

    /// <summary>Its health path, as line 9 of server.pl says.</summary>
    public const string HealthPath = "/alive";

    /// <summary>Its program.</summary>
    public const string Server =
        """
        #!/usr/bin/perl
        use IO::Socket::INET;
        my $port = 3000;
        my $server = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $port, Listen => 10, ReuseAddr => 1) or die "cannot listen: $!";
        $| = 1; print "listening on $port\n";
        while (my $client = $server->accept) {
          my $request = <$client> // '';
          while (defined(my $header = <$client>)) { last if $header =~ /^\r?\n?$/ }
          my $body = $request =~ m{^GET /alive } ? 'ok' : 'no';
          print $client 'HTTP/1.1 ', ($body eq 'ok' ? '200 OK' : '404 Not Found'), "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n$body";
          close $client;
        }

        """;

    /// <summary>A Dockerfile that is built, and answers.</summary>
    public const string Good =
        """
        FROM debian:12-slim
        WORKDIR /app
        COPY server.pl ./
        EXPOSE 3000
        USER 10001:10001
        CMD ["perl", "server.pl"]

        """;

    /// <summary>One that is not built.</summary>
    public static string Broken => Good.Replace("EXPOSE", "RUN perl -c nothing.pl\nEXPOSE", StringComparison.Ordinal);

    /// <summary>One whose program runs, and listens nowhere.</summary>
    public static string Silent => Good.Replace("\"server.pl\"", "\"-e\", \"print STDERR qq(waiting\\\\n); sleep 600\"", StringComparison.Ordinal);

    /// <summary>Writes it into a folder.</summary>
    public static string Write(TemporaryFolder folder, string name = "app")
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write($"{name}/server.pl", Server);
        folder.Write($"{name}/README.md", "# Beacon\n\nStart it with `perl server.pl`; it listens on 3000.\n");
        return folder.In(name);
    }
}
