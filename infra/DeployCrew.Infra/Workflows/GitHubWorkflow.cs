using System.Globalization;
using System.Text;
using DeployCrew.Core;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;

namespace DeployCrew.Infra.Workflows;

/// <summary>The workflow of a project on GitHub: pull requests are planned, the main branch goes from environment to environment, and where an
/// approval is required, a person approves the plan that is then applied.</summary>
public static class GitHubWorkflow
{
    /// <summary>Where it lies in a repository.</summary>
    public const string Path = ".github/workflows/deploycrew.yml";

    // Actions that are not ours are named by commit: a tag can be moved.
    private const string Checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";

    /// <summary>The workflow's text.</summary>
    /// <param name="document">Valid requirements.</param>
    public static string Write(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var branches = document.GitHub?.Branches is { Count: > 0 } named ? named : ["main"];
        var text = new StringBuilder();
        text.Append(Head(document, branches));
        text.Append(Review(document));
        string? before = null;
        // Those that nobody has to approve come first: what prod gets has served elsewhere.
        foreach (var (name, environment) in document.Environments.OrderBy(one => one.Value.Approval == "required").ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            var required = environment.Approval == "required";
            if (required)
                text.Append(Plan(document, name, environment, before));
            text.Append(Run(document, name, environment, required ? $"plan-{name}" : before, required));
            before = name;
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Head(RequirementsDocument document, IReadOnlyList<string> branches) => $$"""
        # Plans {{document.Project}} on pull requests, and takes what is pushed to {{string.Join(", ", branches)}} through its environments. Written by DeployCrew {{Tool.Version}}.
        # The roles are those of 'deploycrew bootstrap'. They trust GitHub's environments that 'github.environments' of the requirements names:
        # {{Trust(document)}}
        name: deploycrew
        on:
          pull_request:
          push:
            branches: [{{string.Join(", ", branches.Select(Quoted))}}]
          workflow_dispatch:
        permissions:
          contents: read
        jobs:

        """.ReplaceLineEndings("\n");

    private static string Trust(RequirementsDocument document)
    {
        var missing = document.Environments.Keys.Except(document.GitHub?.Environments ?? []).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? "all of them are." : $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not, yet.";
    }

    private static string Review(RequirementsDocument document) => $$"""
          review:
            if: github.event_name == 'pull_request'
            runs-on: ubuntu-latest
            timeout-minutes: 15
            permissions:
              contents: read
              pull-requests: write # one comment, which is written over
              security-events: write # findings
            concurrency:
              group: deploycrew-{{document.Project}}-review-{{Expression("github.ref")}}
              cancel-in-progress: true
            steps:
              - uses: {{Checkout}}
                with:
                  persist-credentials: false
              - uses: {{Action}}
                with:
                  mode: plan


        """.ReplaceLineEndings("\n");

    private static string Plan(RequirementsDocument document, string name, EnvironmentRequirements environment, string? before) => $$"""
          plan-{{name}}:
            if: github.event_name != 'pull_request'
        {{Needs(before)}}    runs-on: ubuntu-latest
            timeout-minutes: 30
            permissions:
              contents: read
              id-token: write # the role, without a stored key
            outputs:
              plan-hash: {{Expression("steps.deploycrew.outputs.plan-hash")}}
            steps:
              - uses: {{Checkout}}
                with:
                  persist-credentials: false
              - id: deploycrew
                uses: {{Action}}
                with:
                  mode: plan
                  environment: {{name}}
                  role: {{Role(document, environment)}}
                  sarif: "false"


        """.ReplaceLineEndings("\n");

    private static string Run(RequirementsDocument document, string name, EnvironmentRequirements environment, string? before, bool required) => $$"""
          {{name}}:
            if: github.event_name != 'pull_request'
        {{Needs(before)}}    runs-on: ubuntu-latest
            timeout-minutes: {{Minutes(document.Deploy).ToString(CultureInfo.InvariantCulture)}}
            environment:
              name: {{name}}{{(required ? Reviewers : "")}}
              url: {{Expression("steps.deploycrew.outputs.url")}}
            permissions:
              contents: read
              id-token: write # the role, without a stored key
        {{Line(required, "      actions: read # who approved")}}    concurrency:
              group: deploycrew-{{document.Project}}-{{name}}
              cancel-in-progress: false # a rollout is not cut off by the next push
            steps:
              - uses: {{Checkout}}
                with:
                  persist-credentials: false
              - id: deploycrew
                uses: {{Action}}
                with:
                  mode: run
                  environment: {{name}}
                  role: {{Role(document, environment)}}
        {{Line(required, $"          approved-plan: {Expression($"needs.plan-{name}.outputs.plan-hash")}")}}

        """.ReplaceLineEndings("\n");

    private const string Reviewers = " # with required reviewers: they approve the plan that the job before has shown";

    private static string Expression(string text) => "${{ " + text + " }}";

    private static string Line(bool isThere, string text) => isThere ? text + "\n" : "";

    private static string Action => $"{Tool.Repository}@v{Tool.Version}";

    private static string Needs(string? before) => before is null ? "" : $"    needs: {before}\n";

    private static string Role(RequirementsDocument document, EnvironmentRequirements environment) => environment.Account is { } account
        ? $"arn:aws:iam::{account}:role/{GitHubBlueprint.RoleName(document, "infrastructure")}" : "${{ vars.DEPLOYCREW_ROLE }}";

    // GitHub ends a job after six hours. Building and applying take an hour at the most; a rollout as long as it is told to take.
    private static int Minutes(DeployRequirements deploy)
    {
        var shifting = deploy.Strategy switch
        {
            "canary" => deploy.CanaryBakeMinutes + deploy.BakeMinutes,
            "linear" => (int)Math.Ceiling(100 / deploy.StepPercent) * deploy.StepBakeMinutes + deploy.BakeMinutes,
            "blueGreen" => deploy.BakeMinutes,
            _ => 0,
        };
        return Math.Min(360, 60 + shifting + (deploy.PausesTraffic() ? deploy.WaitMinutes : 0));
    }

    private static string Quoted(string branch) => branch.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/' or '.') ? branch : $"'{branch.Replace("'", "''", StringComparison.Ordinal)}'";
}
