using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Signing;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Cli.Input;

/// <summary>Whose signature counts.</summary>
internal static class TrustedKey
{
    /// <summary>Of a bundle: the key that is named, whose signature is wanted then; else this machine's own, when it has one: looking makes none.</summary>
    /// <exception cref="DeployError">DC9010: it is no key.</exception>
    public static BundleTrust Of(Home home, string? file, bool required)
    {
        if (file is not null)
            return new(Read(file), Required: true);
        if (!File.Exists(home.SigningKey))
            return new(null, required);
        using var own = SigningKey.LoadOrCreate(home.SigningKey);
        return new(own.PublicPem, required);
    }

    /// <summary>The public key in a file.</summary>
    /// <exception cref="DeployError">DC9010: the file cannot be read.</exception>
    public static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SigningErrors.KeyUnreadable(file);
        }
    }
}
