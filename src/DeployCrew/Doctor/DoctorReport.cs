using DeployCrew.Preflight;

namespace DeployCrew.Doctor;

/// <summary>What a run would work with, and what is missing for it.</summary>
/// <param name="Target">local or aws.</param>
/// <param name="Identity">Who would do it; null for the local cloud, and when nobody is signed in.</param>
/// <param name="Region">Region, and who said so; null when nothing does.</param>
/// <param name="Endpoints">Addresses that are not AWS's own.</param>
/// <param name="Checks">Each thing that was looked at.</param>
public sealed record DoctorReport(
    string Target, DoctorIdentity? Identity, RegionFact? Region, IReadOnlyList<EndpointFact> Endpoints, IReadOnlyList<PreflightResult> Checks)
{
    /// <summary>Whether nothing that is needed is missing.</summary>
    public bool IsWell => Checks.All(check => check.Status != PreflightStatus.Fail);
}

/// <summary>The identity in use.</summary>
/// <param name="Source">Where its credentials come from.</param>
/// <param name="AccessKeyEnd">The last four characters of the access key id.</param>
/// <param name="Expires">When the credentials end; null where they do not, or do not say.</param>
/// <param name="Account">Its account; null when STS did not say.</param>
/// <param name="Arn">Its ARN; null when STS did not say.</param>
public sealed record DoctorIdentity(string Source, string AccessKeyEnd, DateTimeOffset? Expires, string? Account, string? Arn);

/// <summary>A region.</summary>
public sealed record RegionFact(string Region, string From);

/// <summary>An address that is not AWS's own.</summary>
/// <param name="Service">Id of the service, or <c>all</c>.</param>
/// <param name="Address">The address.</param>
/// <param name="From">Who said so.</param>
public sealed record EndpointFact(string Service, Uri Address, string From);

/// <summary>What the doctor is asked about.</summary>
/// <param name="RequirementsFile">Requirements, or null: then only what every run needs is looked at.</param>
/// <param name="App">App's folder or zip, or null.</param>
/// <param name="Environment">Environment; null where there are no requirements.</param>
/// <param name="Target">local or aws.</param>
/// <param name="Engine">pulumi, terraform or tofu; null is pulumi.</param>
public sealed record DoctorRequest(string? RequirementsFile, string? App, string? Environment, string Target, string? Engine);
