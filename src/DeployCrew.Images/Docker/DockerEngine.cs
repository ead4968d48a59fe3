using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Docker;

/// <summary>A Docker Engine over its REST API (unix socket or TCP). Every failure is a <see cref="DeployError"/> DC35xx.</summary>
/// <remarks>https://docs.docker.com/reference/api/engine/ ; paths without a version, so that old and new engines both answer.</remarks>
public sealed class DockerEngine(string address) : IDisposable
{
    private static readonly Version FirstWithBuildKit = new(1, 39);

    private readonly EngineApi _api = new(address);

    /// <summary>Such as <c>unix:///var/run/docker.sock</c>.</summary>
    public string Address => address;

    /// <summary>The engine that DOCKER_HOST names, or the one at the usual socket.</summary>
    public static DockerEngine FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : EngineAddress.Default);

    /// <summary>Asks the engine who it is.</summary>
    /// <exception cref="DeployError">DC3501 when nobody answers within three seconds.</exception>
    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            var version = await _api.JsonAsync(HttpMethod.Get, "/version", null, limit.Token);
            return new EngineVersion(Text(version, "Version"), Text(version, "ApiVersion"), Text(version, "Arch"))
            {
                HasBuildKit = Text(version, "Os") == "linux" && Version.TryParse(Text(version, "ApiVersion"), out var api) && api >= FirstWithBuildKit
                    && version?["Components"]?.AsArray().Any(component => Text(component, "Name").Contains("Podman", StringComparison.Ordinal)) != true,
            };
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw ImageErrors.EngineUnreachable(address, new TimeoutException("no answer within 3 seconds", cause));
        }
    }

    /// <summary>Id (<c>sha256:…</c>, the digest of the configuration) of an image that the engine has, or null.</summary>
    public async Task<string?> FindImageAsync(string image, CancellationToken cancellationToken) =>
        (await _api.JsonAsync(HttpMethod.Get, $"/images/{image}/json", null, cancellationToken))?["Id"]?.ToString();

    /// <summary>What an image of the engine runs on: <c>linux/amd64</c>; null when it is not there.</summary>
    public async Task<string?> PlatformOfAsync(string image, CancellationToken cancellationToken) =>
        await _api.JsonAsync(HttpMethod.Get, $"/images/{image}/json", null, cancellationToken) is { } json ? $"{Text(json, "Os")}/{Text(json, "Architecture")}" : null;

    /// <summary>Pulls an image from its registry.</summary>
    /// <exception cref="DeployError">DC3312 when it cannot be had.</exception>
    public async Task PullAsync(string image, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var output = new BuildOutput();
        try
        {
            using var response = await _api.SendAsync(
                HttpMethod.Post, $"/images/create?fromImage={Uri.EscapeDataString(image)}", null, cancellationToken);
            await output.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), log, cancellationToken);
        }
        catch (DeployError error) when (error.Code == "DC3502")
        {
            throw ImageErrors.BaseImageMissing(image, error.Message);
        }

        if (output.Error is not null)
            throw ImageErrors.BaseImageMissing(image, output.Error);
    }

    /// <summary>Builds a Dockerfile.</summary>
    /// <param name="build">What to build.</param>
    /// <param name="writeContext">Writes the tar of the build context while it is sent.</param>
    /// <param name="log">Gets the output, line by line.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="DeployError">DC3310 with the last lines of output.</exception>
    public async Task<string> BuildAsync(
        EngineBuild build, Func<Stream, CancellationToken, Task> writeContext, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var query = $"dockerfile={Uri.EscapeDataString(build.Dockerfile)}&rm=1&forcerm=1&labels={Uri.EscapeDataString(JsonSerializer.Serialize(build.Labels))}";
        if (build.Tag is not null)
            query += $"&t={Uri.EscapeDataString(build.Tag)}";
        if (!build.UsesCache)
            query += "&nocache=1";
        if (build.Platform is not null)
            query += $"&platform={Uri.EscapeDataString(build.Platform)}";
        using var content = new WrittenContent(writeContext);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var output = new BuildOutput();
        try
        {
            using var response = await _api.SendAsync(HttpMethod.Post, $"/build?{query}", content, cancellationToken);
            await output.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), log, cancellationToken);
        }
        catch (DeployError error) when (error.Code == "DC3502")
        {
            throw ImageErrors.DockerBuildFailed(error.Message, output.LastLines);
        }

        if (output.Error is not null || output.ImageId is null)
            throw ImageErrors.DockerBuildFailed(output.Error ?? "the engine named no image.", output.LastLines);
        return output.ImageId;
    }

    /// <summary>An image as the tar that <c>docker save</c> writes.</summary>
    public async Task<Stream> SaveAsync(string image, CancellationToken cancellationToken)
    {
        var response = await _api.SendAsync(HttpMethod.Get, $"/images/{image}/get", null, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Takes an image in from the tar that <c>docker save</c> writes (<see cref="DockerArchive"/> makes one of a layout).</summary>
    public async Task LoadAsync(Func<Stream, CancellationToken, Task> writeArchive, CancellationToken cancellationToken)
    {
        using var content = new WrittenContent(writeArchive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var response = await _api.SendAsync(HttpMethod.Post, "/images/load?quiet=1", content, cancellationToken);
        var output = new BuildOutput();
        await output.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), null, cancellationToken);
        if (output.Error is not null)
            throw ImageErrors.EngineRefused("POST /images/load", (int)response.StatusCode, output.Error);
    }

    /// <summary>Removes an image's tag, and the image when it was the last one. An image that is not there is fine.</summary>
    public async Task RemoveImageAsync(string image, CancellationToken cancellationToken)
    {
        using var response = await _api.SendAsync(HttpMethod.Delete, $"/images/{image}", null, cancellationToken, HttpStatusCode.NotFound, HttpStatusCode.Conflict);
    }

    /// <summary>Creates a network whose containers have published ports, and no way out: nothing translates their addresses.</summary>
    public async Task CreateClosedNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        await _api.JsonAsync(HttpMethod.Post, "/networks/create", new JsonObject
        {
            ["Name"] = name,
            ["Driver"] = "bridge",
            ["Options"] = new JsonObject { ["com.docker.network.bridge.enable_ip_masquerade"] = "false", ["com.docker.network.bridge.enable_icc"] = "false" },
            ["Labels"] = new JsonObject(labels.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        }, cancellationToken);
    }

    /// <summary>Removes a network. One that is gone is fine.</summary>
    public async Task RemoveNetworkAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _api.SendAsync(HttpMethod.Delete, $"/networks/{name}", null, cancellationToken, HttpStatusCode.NotFound);
    }

    /// <summary>Creates a container, not yet started. Returns its id.</summary>
    public async Task<string> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var name = spec.Name is null ? "" : $"?name={Uri.EscapeDataString(spec.Name)}";
        var created = await _api.JsonAsync(HttpMethod.Post, $"/containers/create{name}", ContainerJson.From(spec), cancellationToken);
        return Text(created, "Id");
    }

    /// <summary>Starts a container; one that runs already is fine.</summary>
    public async Task StartAsync(string container, CancellationToken cancellationToken)
    {
        using var response = await _api.SendAsync(HttpMethod.Post, $"/containers/{container}/start", null, cancellationToken);
    }

    /// <summary>The container as it is now, or null when there is none.</summary>
    public async Task<ContainerState?> InspectAsync(string container, CancellationToken cancellationToken) =>
        await _api.JsonAsync(HttpMethod.Get, $"/containers/{container}/json", null, cancellationToken) is { } json ? ContainerJson.State(json) : null;

    /// <summary>Asks a container to end, and kills it after the grace. One that is gone or stopped is fine.</summary>
    public async Task StopAsync(string container, TimeSpan grace, CancellationToken cancellationToken)
    {
        var seconds = ((int)grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        using var response = await _api.SendAsync(
            HttpMethod.Post, $"/containers/{container}/stop?t={seconds}", null, cancellationToken, HttpStatusCode.NotFound);
    }

    /// <summary>Kills and removes a container. One that is gone is fine.</summary>
    public async Task RemoveAsync(string container, CancellationToken cancellationToken)
    {
        using var response = await _api.SendAsync(
            HttpMethod.Delete, $"/containers/{container}?force=1&v=1", null, cancellationToken, HttpStatusCode.NotFound, HttpStatusCode.Conflict);
    }

    /// <summary>Waits until a container has ended. Returns its exit code.</summary>
    public async Task<int> WaitAsync(string container, CancellationToken cancellationToken)
    {
        var answer = await _api.JsonAsync(HttpMethod.Post, $"/containers/{container}/wait", null, cancellationToken);
        return answer?["StatusCode"]?.GetValue<int>() ?? 0;
    }

    /// <summary>Hands over each line that a container writes, both streams, from its start until it ends.</summary>
    public async Task FollowLogsAsync(string container, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var response = await _api.SendAsync(
            HttpMethod.Get, $"/containers/{container}/logs?follow=1&stdout=1&stderr=1", null, cancellationToken);
        await LogDemultiplexer.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), onLine, cancellationToken);
    }

    /// <summary>Ids of all containers, running or not, that carry a label.</summary>
    /// <param name="label"><c>name</c> or <c>name=value</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<string>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString(new JsonObject { ["label"] = new JsonArray(label) }.ToJsonString());
        var containers = await _api.JsonAsync(HttpMethod.Get, $"/containers/json?all=1&filters={filters}", null, cancellationToken);
        return [.. containers!.AsArray().Select(container => Text(container, "Id"))];
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    private static string Text(JsonNode? json, string name) => json?[name]?.ToString() ?? "";
}
