using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Reading;

namespace DeployCrew.Cli.Input;

/// <summary>Reads an app that rules cannot tell.</summary>
/// <param name="folder">The app's folder, taken in.</param>
/// <param name="asked">What the requirements say of it, or null.</param>
/// <param name="unsure">Why rules cannot tell.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate Task<AppReading> AppReader(string folder, ServiceRequirements? asked, DeployError unsure, CancellationToken cancellationToken);
