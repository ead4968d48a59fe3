namespace DeployCrew.Rehearsal.Metrics;

/// <summary>Requests to a target group in a span of time, be it a second or the sum of some.</summary>
internal sealed class TrafficSpan
{
    private readonly int[] classes = new int[6];

    /// <summary>Requests for which a target was chosen.</summary>
    public int Requests { get; private set; }

    /// <summary>Connections to targets that did not come about.</summary>
    public int ConnectionErrors { get; private set; }

    /// <summary>Requests that the load balancer answered with 502 itself, as the target did not.</summary>
    public int BadGateways { get; private set; }

    /// <summary>What targets took from the request to the first byte of the answer, in seconds.</summary>
    public LatencyHistogram ResponseTimes { get; } = new();

    /// <summary>Answers of targets of a class: 5 is 500 to 599.</summary>
    public int AnswersOf(int hundreds) => classes[hundreds];

    public void AddAnswer(int status, double seconds)
    {
        Requests++;
        classes[Math.Clamp(status / 100, 0, 5)]++;
        ResponseTimes.Add(seconds);
    }

    public void AddFailure(bool connected)
    {
        Requests++;
        BadGateways++;
        ConnectionErrors += connected ? 0 : 1;
    }

    public void Add(TrafficSpan other)
    {
        Requests += other.Requests;
        ConnectionErrors += other.ConnectionErrors;
        BadGateways += other.BadGateways;
        for (var index = 0; index < classes.Length; index++)
            classes[index] += other.classes[index];
        ResponseTimes.Add(other.ResponseTimes);
    }

    public void Clear()
    {
        Array.Clear(classes);
        (Requests, ConnectionErrors, BadGateways) = (0, 0, 0);
        ResponseTimes.Clear();
    }
}
