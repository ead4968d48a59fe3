using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.Input;

/// <summary>Writes files whole or not at all.</summary>
internal static class TextFile
{
    /// <exception cref="DeployError">DC1904: it cannot be written.</exception>
    public static void Write(string path, string text)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.CannotWrite(path, error);
        }
    }
}
