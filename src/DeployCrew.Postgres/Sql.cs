using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>Statements with their values: never put together from text.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand Command(string text, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static NpgsqlCommand Command(NpgsqlDataSource database, string text, params object[] values) => With(database.CreateCommand(text), values);

    public static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values) => With(new NpgsqlCommand(text, connection), values);

    private static NpgsqlCommand With(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
