using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace DeployCrew.Web.Access;

/// <summary>Says of an endpoint whom it is for. Every endpoint says it; a test holds that.</summary>
internal static class EndpointScopes
{
    /// <summary>Who may look.</summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(nameof(AccessScope.Viewer));

    /// <summary>Who may change something.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(nameof(AccessScope.Operator));

    /// <summary>Who may approve and destroy.</summary>
    public static TBuilder ForApprovers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(nameof(AccessScope.Approver));

    /// <summary>Also those whom nobody knows: what is needed for signing in.</summary>
    public static TBuilder ForEverybody<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous();

    /// <summary>The policies behind them. What says nothing is for viewers.</summary>
    public static void Configure(AuthorizationOptions options)
    {
        foreach (var scope in Enum.GetValues<AccessScope>())
            options.AddPolicy($"{scope}", Policy(scope));
        options.DefaultPolicy = options.FallbackPolicy = Policy(AccessScope.Viewer);
    }

    private static AuthorizationPolicy Policy(AccessScope scope) => new AuthorizationPolicyBuilder(AccessSchemes.Any)
        .RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope)).Build();
}
