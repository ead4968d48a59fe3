namespace DeployCrew.Cli.Rendering.Markdown;

/// <summary>What goes first where not everything fits: the least.</summary>
internal static class Importance
{
    /// <summary>Verdict, counts and totals.</summary>
    public const int Head = 100;

    /// <summary>What stands against it, and the cause of a failure.</summary>
    public const int Refusal = 90;

    /// <summary>What the policy finds.</summary>
    public const int Finding = 80;

    /// <summary>Who can reach what, and what roles may do.</summary>
    public const int Reach = 70;

    /// <summary>What becomes of each resource.</summary>
    public const int Change = 60;

    /// <summary>What each resource costs.</summary>
    public const int Cost = 50;

    /// <summary>The evidence's tables.</summary>
    public const int Evidence = 40;

    /// <summary>The picture: cut, it is none.</summary>
    public const int Diagram = 30;

    /// <summary>Properties, files.</summary>
    public const int Detail = 20;
}
