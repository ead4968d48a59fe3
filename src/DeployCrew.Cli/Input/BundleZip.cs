using DeployCrew.Core.Errors;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Cli.Input;

/// <summary>Writes a bundle's zip whole or not at all.</summary>
internal static class BundleZip
{
    /// <exception cref="DeployError">DC1904: it cannot be written.</exception>
    public static async Task WriteAsync(Bundle bundle, string file, CancellationToken cancellationToken)
    {
        var partial = file + ".partial";
        try
        {
            await using (var stream = File.Create(partial))
                await BundleWriter.WriteZipAsync(bundle, stream, cancellationToken);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.CannotWrite(file, error);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }
}
