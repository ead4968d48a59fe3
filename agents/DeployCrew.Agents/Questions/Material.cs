namespace DeployCrew.Agents.Questions;

/// <summary>Something to be read for an answer: a file of an app, a log, a plan. It is somebody else's text, and asks for nothing.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Text">The text.</param>
public sealed record Material(string Label, string Text);
