using System.Text;

namespace DeployCrew.Infra.Bundles;

/// <summary>Files of an app that hold secrets by their nature, and therefore do not go into a bundle.</summary>
internal static class SecretFiles
{
    private const int Head = 4096;
    private static readonly string[] Samples = [".example", ".sample", ".template", ".dist"];

    /// <summary>Why the file stays out; null when it does not.</summary>
    public static string? Reason(BundleFile file)
    {
        var name = Path.GetFileName(file.Path);
        if ((name == ".env" || name.StartsWith(".env.", StringComparison.Ordinal))
            && !Samples.Any(sample => name.EndsWith(sample, StringComparison.Ordinal)))
            return "left out: environment files hold secrets";
        return HoldsPrivateKey(file) ? "left out: it holds a private key" : null;
    }

    private static bool HoldsPrivateKey(BundleFile file)
    {
        using var content = file.Open();
        var head = new byte[Head];
        var text = Encoding.Latin1.GetString(head, 0, content.ReadAtLeast(head, Head, throwOnEndOfStream: false));
        // -----BEGIN RSA PRIVATE KEY----- and its relatives, at the beginning of a line: code that only mentions them is not one.
        return text.Split('\n').Any(line => line.StartsWith("-----BEGIN ", StringComparison.Ordinal) && line.TrimEnd().EndsWith("PRIVATE KEY-----", StringComparison.Ordinal));
    }
}
