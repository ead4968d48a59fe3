namespace DeployCrew.Infra.Review;

/// <summary>Who may open a connection to whom, or use what.</summary>
/// <param name="From">Resource name, or <c>world</c>.</param>
/// <param name="To">Resource name; for what leaves the network, a range of addresses.</param>
/// <param name="Port">TCP port; <c>any</c>; empty where an API is used.</param>
public sealed record Connection(string From, string To, string Port);
