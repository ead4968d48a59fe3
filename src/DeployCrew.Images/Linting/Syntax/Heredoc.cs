namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Lines that belong to an instruction: <c>RUN &lt;&lt;EOF</c> … <c>EOF</c>.</summary>
/// <param name="Name">The terminator.</param>
/// <param name="Body">The lines between.</param>
internal sealed record Heredoc(string Name, LogicalText Body);
