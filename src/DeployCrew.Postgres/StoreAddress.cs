using System.Globalization;
using System.Web;
using DeployCrew.Core.Errors;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary><c>postgres://USER@HOST:PORT/DATABASE?sslmode=…</c>, as libpq reads it
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). The password comes from PGPASSWORD or a password file.</summary>
public static class StoreAddress
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="DeployError">DC9201: it is none, or holds a password, which every user of the machine could see.</exception>
    public static NpgsqlDataSource Open(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            throw TeamErrors.BadStore("it is no postgres:// address");
        var user = uri.UserInfo.Split(':', 2);
        if (user.Length > 1)
            throw TeamErrors.BadStore("it holds a password, and arguments can be seen by everybody on the machine");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            ApplicationName = "deploycrew",
            Timeout = 10,
            CommandTimeout = 20,
            KeepAlive = 10,
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        var query = HttpUtility.ParseQueryString(uri.Query);
        foreach (string? name in query)
        {
            if (name is "sslmode" or "sslrootcert" or "sslcert" or "sslkey" or "host")
                Set(settings, name, query[name]!);
            else
                throw TeamErrors.BadStore(string.Create(CultureInfo.InvariantCulture, $"it has '{name}', which is not known; sslmode, sslrootcert, sslcert, sslkey and host are"));
        }

        return settings is { Host.Length: > 0, Database.Length: > 0 } ? NpgsqlDataSource.Create(settings) : throw TeamErrors.BadStore("a host or a database is missing");
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        try
        {
            settings[name switch { "sslmode" => "SSL Mode", "sslrootcert" => "Root Certificate", "sslcert" => "SSL Certificate", "sslkey" => "SSL Key", _ => "Host" }] =
                name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (ArgumentException)
        {
            throw TeamErrors.BadStore($"'{value}' is no {name}");
        }
    }
}
