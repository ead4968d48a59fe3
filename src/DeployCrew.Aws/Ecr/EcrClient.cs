using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecr;

/// <summary>Amazon ECR (API 2015-09-21).</summary>
internal sealed class EcrClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Ecr, connection);

    /// <summary>Address of the account's registry, and a password for Basic authentication that lasts 12 hours.</summary>
    public async Task<RegistryLogin> GetAuthorizationTokenAsync(CancellationToken cancellationToken)
    {
        const string Operation = "ecr:GetAuthorizationToken";
        var answer = await client.JsonAsync("GetAuthorizationToken", [], Effect.Repeatable, cancellationToken);
        var data = answer.Objects("authorizationData").FirstOrDefault() ?? throw AwsErrors.UnexpectedAnswer(Operation, "authorizationData is empty");
        var encoded = data.Text("authorizationToken");
        var bytes = new byte[encoded.Length];
        var token = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Uri.TryCreate(data.Text("proxyEndpoint"), UriKind.Absolute, out var endpoint))
            throw AwsErrors.UnexpectedAnswer(Operation, "its token or its endpoint is malformed");
        return new RegistryLogin(endpoint, token[..colon], new Secret(token[(colon + 1)..]), data.TimeOrNull("expiresAt") ?? DateTimeOffset.MaxValue);
    }

    /// <summary>Repositories; all of them, or one by name.</summary>
    /// <param name="name">Name, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AwsCallError">RepositoryNotFoundException: the one that was named is not there.</exception>
    public async Task<IReadOnlyList<Repository>> DescribeRepositoriesAsync(string? name, CancellationToken cancellationToken)
    {
        // AWS does not take a page size together with names.
        var request = name is null ? new JsonObject { ["maxResults"] = 1000 } : new JsonObject { ["repositoryNames"] = JsonFields.Array(name) };
        return await client.JsonPagesAsync("DescribeRepositories", request, new("nextToken", "nextToken", "repositories"), cancellationToken)
            .Select(json => EcrRecords.Repository((JsonObject)json)).ToListAsync(cancellationToken);
    }

    /// <summary>Makes a repository; one that is there stays as it is.</summary>
    /// <returns>Whether it was made now.</returns>
    public async Task<bool> EnsureRepositoryAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.JsonAsync("CreateRepository", new() { ["repositoryName"] = name }, Effect.Repeatable, cancellationToken);
            return true;
        }
        catch (AwsCallError error) when (error.AwsCode is "RepositoryAlreadyExistsException")
        {
            return false;
        }
    }

    /// <summary>Images of a repository, untagged ones too.</summary>
    public async Task<IReadOnlyList<ImageDetail>> DescribeImagesAsync(string repository, CancellationToken cancellationToken) => await client
        .JsonPagesAsync("DescribeImages", new() { ["repositoryName"] = repository, ["maxResults"] = 1000 }, new("nextToken", "nextToken", "imageDetails"), cancellationToken)
        .Select(json => EcrRecords.Image((JsonObject)json)).ToListAsync(cancellationToken);

    /// <summary>An image by its digest; null when it is not there.</summary>
    public async Task<ImageDetail?> FindImageAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        try
        {
            var request = new JsonObject { ["repositoryName"] = repository, ["imageIds"] = new JsonArray(new JsonObject { ["imageDigest"] = digest }) };
            var answer = await client.JsonAsync("DescribeImages", request, Effect.Repeatable, cancellationToken);
            return answer.Objects("imageDetails").Select(EcrRecords.Image).FirstOrDefault();
        }
        catch (AwsCallError error) when (error.AwsCode is "ImageNotFoundException")
        {
            return null;
        }
    }

    /// <summary>What scanning found in an image, all of it; null when it was not scanned.</summary>
    public async Task<ScanResult?> DescribeScanFindingsAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["repositoryName"] = repository, ["imageId"] = new JsonObject { ["imageDigest"] = digest }, ["maxResults"] = 1000 };
        try
        {
            var pages = await Pages.ReadAsync<JsonObject, JsonObject>(
                "ecr:DescribeImageScanFindings",
                token =>
                {
                    request["nextToken"] = token;
                    if (token is null)
                        request.Remove("nextToken");
                    return client.JsonAsync("DescribeImageScanFindings", request, Effect.Repeatable, cancellationToken);
                },
                page => [page], page => page.TextOrNull("nextToken"), cancellationToken).ToListAsync(cancellationToken);
            return EcrRecords.Scan(pages);
        }
        catch (AwsCallError error) when (error.AwsCode is "ScanNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Asks for a basic scan. Twice is no harm: ECR refuses the second one.</summary>
    /// <exception cref="AwsCallError">LimitExceededException: within a day of the last; UnsupportedImageTypeException; ValidationException: the
    /// registry has enhanced scanning.</exception>
    public Task StartImageScanAsync(string repository, string digest, CancellationToken cancellationToken) => client.JsonAsync(
        "StartImageScan", new() { ["repositoryName"] = repository, ["imageId"] = new JsonObject { ["imageDigest"] = digest } }, Effect.Repeatable, cancellationToken);

    /// <summary>The lifecycle policy, as JSON; null when there is none.</summary>
    public async Task<string?> FindLifecyclePolicyAsync(string repository, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.JsonAsync("GetLifecyclePolicy", new() { ["repositoryName"] = repository }, Effect.Repeatable, cancellationToken)).Text("lifecyclePolicyText");
        }
        catch (AwsCallError error) when (error.AwsCode is "LifecyclePolicyNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Puts a lifecycle policy, replacing the one before.</summary>
    public Task PutLifecyclePolicyAsync(string repository, string policy, CancellationToken cancellationToken) => client.JsonAsync(
        "PutLifecyclePolicy", new() { ["repositoryName"] = repository, ["lifecyclePolicyText"] = policy }, Effect.Repeatable, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
