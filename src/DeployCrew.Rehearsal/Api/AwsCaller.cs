namespace DeployCrew.Rehearsal.Api;

/// <summary>Who signed a request.</summary>
/// <param name="Service">Service that it is signed for.</param>
/// <param name="Region">Region that it is signed for.</param>
/// <param name="Arn">Identity, as GetCallerIdentity says it.</param>
/// <param name="UserId">Its unique id.</param>
internal sealed record AwsCaller(string Service, string Region, string Arn, string UserId)
{
    /// <summary>Whoever has the cloud's own key.</summary>
    public static AwsCaller Owner(string service, string region) => new(service, region, $"arn:aws:iam::{CloudIdentity.Account}:user/local", "AIDALOCALCLOUD00000000");
}
