namespace DeployCrew.Infra.Review;

/// <summary>Who may open a connection to whom, or use what.</summary>
/// <param name="From">Resource name, or <c>world</c>.</param>
/// <param name="To">Resource name.</param>
/// <param name="Port">TCP port; empty where an API is used.</param>
internal sealed record Connection(string From, string To, string Port);
