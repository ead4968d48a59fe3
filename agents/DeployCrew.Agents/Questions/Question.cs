using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Json;

namespace DeployCrew.Agents.Questions;

/// <summary>One question to a model, and what an answer must be to be taken.</summary>
/// <param name="Task">What it belongs to; it says which model is asked first.</param>
/// <param name="Instructions">What the model is, and how it answers.</param>
/// <param name="Request">What is asked. It is the user's own words or ours; what others wrote is <paramref name="Materials"/>.</param>
/// <param name="Materials">What is to be read.</param>
/// <param name="Shape">JSON schema of the answer.</param>
/// <param name="Read">Parses an answer of that shape, and checks what a schema cannot.</param>
public sealed record Question<T>(ModelTask Task, string Instructions, string Request, IReadOnlyList<Material> Materials, JsonShape Shape, Func<JsonElement, Checked<T>> Read);
