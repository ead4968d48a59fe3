namespace DeployCrew.Web;

/// <summary>How often and how long. "Each" is a token, a person, or, of those whom nobody knows, an address.</summary>
public sealed record WebLimits
{
    /// <summary>Requests a minute of each.</summary>
    public int RequestsPerMinute { get; init; } = 1200;

    /// <summary>Requests a minute of an address of which nobody knows who it is; guesses at tokens are among them.</summary>
    public int StrangersPerMinute { get; init; } = 120;

    /// <summary>Uploads a minute of each.</summary>
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>Times a minute that signing in is begun or ended from an address.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    /// <summary>Event streams that each has open.</summary>
    public int StreamsOfEach { get; init; } = 100;

    /// <summary>Event streams that are open.</summary>
    public int Streams { get; init; } = 500;

    /// <summary>How long an event stream is open before its reader has to show again who they are; browsers do so by themselves.</summary>
    public TimeSpan Stream { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time for an upload.</summary>
    public TimeSpan Upload { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Bytes a second that a body arrives with at the least, after the first moments.</summary>
    public double SlowestBody { get; init; } = 240;

    /// <summary>How long a body may be slower at first.</summary>
    public TimeSpan SlowStart { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for a request's headers.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(10);
}
