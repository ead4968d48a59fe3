namespace DeployCrew.Images.Detection;

/// <summary>A way in which a Python app starts.</summary>
/// <param name="Command">The command, and where its parts were read.</param>
/// <param name="File">The module that is served or run.</param>
internal sealed record PythonStart(Fact<IReadOnlyList<string>> Command, string File);
