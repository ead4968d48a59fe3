using System.Globalization;
using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Proposals;
using DeployCrew.Images.Reading;
using DeployCrew.Reading;

namespace DeployCrew.Proposing;

/// <summary>What a model is asked for a Dockerfile, and what it must be to be built at all.</summary>
internal static class DockerfileQuestion
{
    private const string Instructions =
        """
        You write a Dockerfile for an app, small and plain. It is built by Docker's classic builder in the app's folder, and then asked its health path.
        Only these instructions: FROM RUN COPY WORKDIR ENV ARG LABEL EXPOSE USER CMD ENTRYPOINT STOPSIGNAL. No heredocs, no directives, no --mount, no other options than --from,
        --chown and --chmod of COPY. Plain ASCII.
        COPY takes files of the app, by names that are in its list, or what an earlier stage holds. RUN may use the package managers of the base image and of the language; nothing is
        fetched from an address, nothing is piped into a shell. The variable PORT is set when it runs; the app listens on all interfaces.
        The last stage ends with USER by number, not root (USER 10001:10001), one EXPOSE of the app's port, and CMD as a list.
        No secret stands in it. Base images have a tag with a version, and are of this list:
        """;

    private static readonly Lazy<JsonShape> Shape = new(() => JsonShape.Parse(
        """
        {
          "type": "object",
          "properties": { "dockerfile": { "type": "string", "description": "the whole text of the Dockerfile", "minLength": 1, "maxLength": 16000 } },
          "required": ["dockerfile"], "additionalProperties": false
        }
        """));

    /// <summary>The question for an app.</summary>
    /// <param name="service">Port, health path and command.</param>
    /// <param name="extract">What is shown of the app.</param>
    /// <param name="context">What it is built with.</param>
    /// <param name="bases">What it may stand on.</param>
    /// <param name="failed">The answer before, and how its trial went; null for the first.</param>
    public static Question<string> Of(ServiceRequirements service, AppExtract extract, ProposalContext context, PermittedBases bases, (string Dockerfile, TrialResult Result)? failed) => new(
        ModelTask.Dockerfile, $"{Instructions}\n{string.Join(' ', bases.Repositories)}",
        failed is null ? "Write the Dockerfile of this app." : "The Dockerfile before did not pass its trial. Write it anew, with the cause of that put right.",
        [new Material("service", Described(service)), .. ReadingQuestion.Materials(extract), .. Failure(failed)],
        Shape.Value, answer => Read(answer, context, service.Port, bases, failed?.Dockerfile));

    private static IEnumerable<Material> Failure((string Dockerfile, TrialResult Result)? failed) => failed is var (dockerfile, result)
        ? [new Material("dockerfile", dockerfile), new Material("trial", string.Join('\n', result.Lines.Prepend(result.Summary)))] : [];

    private static string Described(ServiceRequirements service) => string.Create(CultureInfo.InvariantCulture,
        $"port {service.Port}\nhealth path {service.Health.Path}\n{(service.Command is { } command ? $"command {JsonSerializer.Serialize(command)}" : "")}");

    private static Checked<string> Read(JsonElement answer, ProposalContext context, int port, PermittedBases bases, string? before)
    {
        var text = answer.GetProperty("dockerfile").GetString()!.ReplaceLineEndings("\n").Trim('\n') + "\n";
        return text == before ? new Checked<string>(null, ["it is the one that did not pass"]) : new Checked<string>(text, ProposedDockerfile.Check(text, context, port, bases));
    }
}
