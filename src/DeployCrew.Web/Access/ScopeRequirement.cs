using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace DeployCrew.Web.Access;

/// <summary>A scope at the least.</summary>
internal sealed class ScopeRequirement(AccessScope scope) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    public AccessScope Scope => scope;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.Scope() >= requirement.Scope)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
