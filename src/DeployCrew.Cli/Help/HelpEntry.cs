namespace DeployCrew.Cli.Help;

/// <summary>A term and what it means: an exit code, a variable, a file; of an example, the command line and what it does.</summary>
internal sealed record HelpEntry(string Term, string Meaning);
