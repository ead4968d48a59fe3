using DeployCrew.Aws;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Preflight;

namespace DeployCrew.Doctor;

/// <summary>Looks at AWS: who is signed in, where, and whether the clocks agree.</summary>
internal sealed class AwsChecks(AwsConfiguration configuration)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>AWS refuses what was signed by a clock that is further off.</summary>
    private static readonly TimeSpan MostOff = TimeSpan.FromMinutes(5);

    public RegionFact? Region(RequirementsDocument? document) =>
        document is not null ? new(document.Region, "requirements") : configuration.Region() is { } found ? new(found.Value, found.From) : null;

    public IReadOnlyList<EndpointFact> Endpoints()
    {
        var services = configuration.ServiceEndpoints().Select(one => new EndpointFact(one.Key, one.Value.Value, one.Value.From));
        return configuration.GlobalEndpoint() is { } all ? [new("all", all.Value, all.From), .. services] : [.. services];
    }

    /// <summary>Who is signed in.</summary>
    public async Task<(DoctorIdentity? Identity, IReadOnlyList<PreflightResult> Checks)> IdentityAsync(
        string region, RequirementsDocument? document, string? environment, CancellationToken cancellationToken)
    {
        const string Credentials = "credentials";
        DoctorIdentity? identity = null;
        try
        {
            using var limit = Limit(cancellationToken);
            var facts = await configuration.CredentialFactsAsync(region, limit.Token);
            identity = new(facts.Source, facts.KeyEnd, facts.Expires, null, null);
            using var sts = new StsCallerIdentity(new AwsConnection(region) { Configuration = configuration });
            var caller = await sts.GetAsync(limit.Token);
            identity = identity with { Account = caller.Account, Arn = caller.Arn };
            if (environment is not null && document?.Environments[environment].Account is { } expected && expected != caller.Account)
            {
                var wrong = PlanErrors.WrongAccount(environment, expected, caller.Account);
                return (identity, [PreflightResult.Fail(Credentials, wrong.Message, wrong.Remedy)]);
            }

            var until = facts.Expires is { } ends ? $", until {ends:u}" : "";
            return (identity, [PreflightResult.Ok(Credentials, $"{caller.Arn} by {facts.Source} (…{facts.KeyEnd}){until}")]);
        }
        catch (DeployError error)
        {
            return (identity, [PreflightResult.Fail(Credentials, error.Message, error.Remedy)]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (identity, [PreflightResult.Fail(Credentials, $"no answer within {Patience.TotalSeconds:0} s", "Check the network and the endpoint, or set AWS_PROFILE.")]);
        }
    }

    public async Task<PreflightResult> ClockAsync(string region, CancellationToken cancellationToken)
    {
        const string Check = "clock";
        var clock = new EndpointClock(new AwsConnection(region) { Configuration = configuration });
        try
        {
            using var limit = Limit(cancellationToken);
            if (await clock.AheadAsync(limit.Token) is not { } ahead)
                return PreflightResult.Skip(Check, $"{clock.Address} says no time");
            var said = $"{Math.Abs(ahead.TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} {clock.Address}";
            return ahead.Duration() < MostOff ? PreflightResult.Ok(Check, said) : PreflightResult.Fail(Check, said, "Set this machine's clock: AWS refuses signatures that are five minutes off.");
        }
        catch (DeployError error)
        {
            return PreflightResult.Skip(Check, error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PreflightResult.Skip(Check, $"no answer from {clock.Address} within {Patience.TotalSeconds:0} s");
        }
    }

    private static CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return limit;
    }
}
