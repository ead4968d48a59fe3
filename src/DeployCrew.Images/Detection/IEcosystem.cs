using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>A language with its tools: it knows its apps by their files, and runs nothing.</summary>
internal interface IEcosystem
{
    /// <summary>Its name in requirements.json: <c>go</c>.</summary>
    string Name { get; }

    /// <summary>What makes an app one of its own, for people: <c>go.mod</c>.</summary>
    string LookedFor { get; }

    /// <summary>Programs that its start commands begin with: they tell whose a Procfile is.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>The apps in a folder; several when the folder itself leaves open which is meant, none when it is not this ecosystem's.</summary>
    /// <param name="folder">The service's folder.</param>
    /// <param name="build">What requirements.json says. An entry that is no such app's makes no candidate.</param>
    /// <exception cref="Core.Errors.DeployError">DC3202 when its files contradict each other, DC3204 when one of them cannot be read.</exception>
    IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build);
}
