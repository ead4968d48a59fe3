using DeployCrew.Core.Requirements;
using DeployCrew.Environments;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Policy;
using DeployCrew.Infra.Review;
using DeployCrew.Web.Api;

namespace DeployCrew.Web.Runs;

/// <summary>What follows from an upload's requirements, before anything is asked of an account.</summary>
/// <param name="Id">The upload.</param>
/// <param name="Project">Its name.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Strategy">How new versions are rolled out.</param>
/// <param name="HasApp">Whether an app was uploaded; else a small service is generated.</param>
/// <param name="Warnings">What should be known.</param>
/// <param name="Environments">What each environment comes to.</param>
internal sealed record ProjectSummary(
    string Id, string Project, string Region, string Strategy, bool HasApp, IReadOnlyList<Problem> Warnings, IReadOnlyList<EnvironmentSummary> Environments)
{
    public static ProjectSummary Of(Upload upload, DateOnly today)
    {
        var read = RequirementsReader.Load(upload.RequirementsFile);
        var document = read.Document;
        var model = StackBlueprint.Create(document);
        return new(
            upload.Id, document.Project, document.Region, document.Deploy.Strategy, upload.App is not null, [.. read.Warnings.Select(Problem.Of)],
            [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(name =>
            {
                var review = EnvironmentReview.Of(document, model, name);
                return new EnvironmentSummary(
                    name, review.Domain, review.Approval, review.Resources.Count, review.Cost.TotalUsd, review.Cost.MostUsd,
                    PolicyGate.Findings(document, model, StackBlueprint.Configuration(document, name), today), SecretsOf(document, name), review.Diagram);
            })]);
    }

    private static IReadOnlyList<SecretSummary> SecretsOf(RequirementsDocument document, string environment) =>
    [
        .. ResolvedServices.In(document, environment).SelectMany(service => service.Value.Secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal)
            .Select(secret => new SecretSummary(service.Key, secret.Key, secret.Value, SecretService.CanWrite(secret.Value)))),
    ];
}

/// <summary>What an environment comes to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Approval">required | none.</param>
/// <param name="Resources">How many resources there will be.</param>
/// <param name="MonthlyUsd">US dollars a month of what is priced.</param>
/// <param name="MostMonthlyUsd">The same with the most tasks.</param>
/// <param name="Findings">What the policy finds.</param>
/// <param name="Secrets">Secrets that its services refer to.</param>
/// <param name="Diagram">The architecture as SVG.</param>
internal sealed record EnvironmentSummary(
    string Name, string Domain, string Approval, int Resources, decimal MonthlyUsd, decimal MostMonthlyUsd, IReadOnlyList<Finding> Findings,
    IReadOnlyList<SecretSummary> Secrets, string Diagram);

/// <summary>A secret that a service refers to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Name">Its variable.</param>
/// <param name="Reference">Where the value is kept.</param>
/// <param name="CanBeWritten">Whether the value can be written from here.</param>
internal sealed record SecretSummary(string Service, string Name, string Reference, bool CanBeWritten);
