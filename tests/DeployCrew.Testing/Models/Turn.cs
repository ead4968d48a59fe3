using System.Text.Json.Nodes;

namespace DeployCrew.Testing.Models;

/// <summary>What a scripted model answers to one request.</summary>
public abstract record Turn
{
    private Turn()
    {
    }

    /// <summary>It says something.</summary>
    public sealed record Says(string Text) : Turn;

    /// <summary>It calls tools; arguments are sent as they are, JSON or not.</summary>
    public sealed record Calls(params (string Name, string Arguments)[] Picked) : Turn
    {
        /// <summary>One call.</summary>
        public static Calls One(string name, JsonObject arguments) => new((name, arguments.ToJsonString()));
    }

    /// <summary>It declines.</summary>
    public sealed record Refuses(string Text) : Turn;

    /// <summary>The endpoint answers with an error.</summary>
    public sealed record Fails(int Status, string Message, string? RetryAfter = null, string? Code = null) : Turn;

    /// <summary>The connection breaks after some words.</summary>
    public sealed record BreaksOff : Turn;

    /// <summary>The stream ends properly, but the answer does not.</summary>
    public sealed record StopsShort : Turn;

    /// <summary>An event of the stream is no JSON.</summary>
    public sealed record Garbles : Turn;

    /// <summary>It never stops talking.</summary>
    public sealed record NeverEnds : Turn;

    /// <summary>Nothing comes for longer than anybody waits.</summary>
    public sealed record Hangs : Turn;
}
