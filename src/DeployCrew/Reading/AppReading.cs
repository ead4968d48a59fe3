using DeployCrew.Agents.Models;
using DeployCrew.Core.Requirements;
using DeployCrew.Diagnosis;
using DeployCrew.Images.Detection;

namespace DeployCrew.Reading;

/// <summary>What a model has read of an app; each of it stands in the line that its evidence names. No run uses it: it becomes requirements when somebody takes it.</summary>
/// <param name="Name">Name of the language, for people.</param>
/// <param name="Shown">The line that shows it.</param>
/// <param name="Confidence">How sure the model is; never certain.</param>
/// <param name="Model">Who was asked.</param>
public sealed record AppReading(string Name, Evidence Shown, Confidence Confidence, string Model)
{
    /// <summary>The language as <c>build.language</c> has it; null: none that DeployCrew builds.</summary>
    public Fact<string>? Language { get; init; }

    /// <summary>What is built or started, as <c>build.entry</c> has it.</summary>
    public Fact<string>? Entry { get; init; }

    /// <summary>What starts it.</summary>
    public Fact<IReadOnlyList<string>>? Command { get; init; }

    /// <summary>Its port.</summary>
    public Fact<int>? Port { get; init; }

    /// <summary>Path that answers when it is well.</summary>
    public Fact<string>? HealthPath { get; init; }

    /// <summary>What detection makes of the app with these settings; null: it still cannot tell.</summary>
    public DetectedApp? Detected { get; init; }

    /// <summary>Which models were asked, and what that took.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];

    /// <summary>The same as settings of a service.</summary>
    public IReadOnlyList<ReadSetting> Settings =>
    [
        .. new[]
        {
            ReadSetting.Of(Language, "build", "language"), ReadSetting.Of(Entry, "build", "entry"), ReadSetting.Of(Command, "command"), ReadSetting.Of(Port, "port"),
            ReadSetting.Of(HealthPath, "health", "path"),
        }.OfType<ReadSetting>(),
    ];

    /// <summary>A service with them.</summary>
    public ServiceRequirements Apply(ServiceRequirements service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service with
        {
            Build = service.Build with { Language = Language?.Value ?? service.Build.Language, Entry = Entry?.Value ?? service.Build.Entry },
            Command = Command?.Value ?? service.Command,
            Port = Port?.Value ?? service.Port,
            Health = service.Health with { Path = HealthPath?.Value ?? service.Health.Path },
        };
    }
}
