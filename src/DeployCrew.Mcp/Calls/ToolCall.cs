using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Paths;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Mcp.Calls;

/// <summary>One call of a tool.</summary>
/// <param name="Arguments">What it was asked with.</param>
/// <param name="Options">How the server was started.</param>
/// <param name="Root">Where files may lie.</param>
/// <param name="Services">DeployCrew's services.</param>
/// <param name="Progress">Told of each step that takes time.</param>
internal sealed record ToolCall(GivenArguments Arguments, McpOptions Options, RootFolder Root, IServiceProvider Services, IProgress<string> Progress)
{
    /// <summary>The run that the call has started, as soon as it has a name.</summary>
    public string? RunId { get; set; }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The project that is named; all of it lies in the root.</summary>
    public Project Project()
    {
        // Links are followed before the file is opened, and whatever its text or its folder names is looked at again.
        var path = Root.Require(Known.Path.Name, Arguments.Text(Known.Path.Name) ?? ".");
        if (Directory.Exists(path))
            path = Root.Require(Known.Path.Name, Path.Combine(path, "requirements.json"));
        var app = Arguments.Text(Known.App.Name) is { } named ? Root.Require(Known.App.Name, named) : null;
        var project = Plans.Project.Open(path, app);
        return project with { App = project.App is { } found ? Root.Require(Known.App.Name, found) : null };
    }

    /// <summary>A plan by its whole hash; what it was made of lies in the root, too.</summary>
    /// <exception cref="DeployError">DC4066 there is none of that hash, DC2050 it is of files elsewhere.</exception>
    public PlanRecord Plan(string hash)
    {
        var plan = Get<PlanStore>().FindByHash(hash);
        Root.Require(Known.Path.Name, plan.Request.RequirementsFile);
        if (plan.Request.App is { } app)
            Root.Require(Known.App.Name, app);
        return plan;
    }

    /// <summary>Names of the environments that are asked for: one, or all.</summary>
    /// <exception cref="DeployError">DC1902: there is none of that name.</exception>
    public IReadOnlyList<string> Environments(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return Arguments.Text(Known.EveryEnvironment.Name) is { } named
            ? [project.EnvironmentOf(named)] : [.. project.Requirements.Document.Environments.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The request for the environment that is named.</summary>
    public RunRequest Request(Project project) =>
        project.Request(Arguments.Text(Known.Environment.Name), Arguments.Text(Known.Target.Name) ?? "local") with { Engine = Arguments.Text(Known.Engine.Name) };
}
