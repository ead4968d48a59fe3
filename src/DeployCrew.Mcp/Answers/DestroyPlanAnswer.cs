using System.ComponentModel;
using DeployCrew.Environments;

namespace DeployCrew.Mcp.Answers;

/// <summary>What destroying an environment would delete.</summary>
internal sealed record DestroyPlanAnswer(
    [property: Description("Hash over all of it: destroy deletes exactly this, or refuses. Left out where destroying is refused anyway; next says why.")] string? Hash,
    string Project, string Environment, string Target, string Engine, string Account, string Region,
    [property: Description("Everything that would be deleted.")] IReadOnlyList<DoomedResource> Resources,
    [property: Description("Names of those whose data is protected: only a person destroys them.")] IReadOnlyList<string> Protected,
    [property: Description("Whether only a person may do it, because the environment asks for approval or holds protected data.")] bool NeedsPerson,
    [property: Description("What can be done now.")] string Next);
