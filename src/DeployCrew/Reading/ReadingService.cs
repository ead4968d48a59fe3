using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Reading;

namespace DeployCrew.Reading;

/// <summary>Asks a model what an app is, where rules cannot tell. Nothing of the app is run, and nothing is written.</summary>
public static class ReadingService
{
    /// <summary>Whether a failure of detection is a question that reading can answer.</summary>
    public static bool CanAnswer(DeployError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Code is "DC3201" or "DC3202" or "DC3203";
    }

    /// <summary>Reads an app.</summary>
    /// <param name="models">Who is asked.</param>
    /// <param name="folder">The app's folder, taken in.</param>
    /// <param name="service">What the requirements say of it, or null.</param>
    /// <param name="unsure">Why rules cannot tell.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeployError">DC2025 to DC2032: there is no answer that its evidence bears out; the failure of detection itself when there is no text to read.</exception>
    public static async Task<AppReading> ReadAsync(ModelHost models, string folder, ServiceRequirements? service, DeployError unsure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        var extract = AppExtract.Of(folder);
        if (extract.Texts.Count == 0)
            throw unsure;
        var question = ReadingQuestion.Of(extract, unsure, models.NameOf(models.TierOf(ModelTask.Detect)));
        var (reading, calls) = await new ModelDialogue(models).AskAsync(question, cancellationToken);
        return reading with { Calls = calls, Model = calls.Count > 0 ? calls[^1].Model : reading.Model, Detected = Detect(folder, reading.Apply(service ?? new ServiceRequirements())) };
    }

    private static DetectedApp? Detect(string folder, ServiceRequirements service)
    {
        try
        {
            return AppDetector.Detect(folder, service);
        }
        catch (DeployError)
        {
            return null;
        }
    }
}
