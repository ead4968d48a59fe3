using System.Text.RegularExpressions;

namespace DeployCrew.Images.Linting.Secrets;

/// <summary>Files whose names say what they hold.</summary>
internal static partial class SecretNames
{
    private static readonly string[] KeyNames = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"];
    private static readonly string[] StoreEnds = [".p12", ".pfx", ".jks", ".keystore", ".kdbx"];

    /// <summary>What a file is by its name alone, or null.</summary>
    public static string? What(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (KeyNames.Contains(name))
            return "a private SSH key";
        if (StoreEnds.Any(name.EndsWith) && !name.Contains("trust", StringComparison.Ordinal))
            return "a key store";
        if (name is "terraform.tfstate" or "terraform.tfstate.backup")
            return "Terraform's state, which holds secrets in clear text";
        if (name == "kubeconfig" || IsIn(path, ".kube", "config"))
            return "credentials of a Kubernetes cluster";
        if (name == ".git-credentials")
            return "credentials of a Git server";
        return IsIn(path, ".aws", "credentials") ? "AWS credentials" : null;
    }

    /// <summary>Whether it is one of dotenv's files: <c>.env.production</c>, <c>prod.env</c>.</summary>
    public static bool IsDotenv(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name == ".env" || name.StartsWith(".env.", StringComparison.Ordinal) || name.EndsWith(".env", StringComparison.Ordinal);
    }

    /// <summary>Whether dotenv's file is for tests: what looks like a password there is made up.</summary>
    public static bool IsOfTests(string path) => path[(path.LastIndexOf('/') + 1)..] is ".env.test" or ".env.testing" or ".env.ci" or "test.env";

    /// <summary>Lines of such a file that hold a secret; null for other files.</summary>
    public static Regex? LinesOf(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        ".npmrc" or ".yarnrc" or ".yarnrc.yml" => NpmLine(),
        ".pypirc" or "pip.conf" => PythonLine(),
        ".netrc" or "_netrc" => NetrcLine(),
        "config.json" when IsIn(path, ".docker", "config.json") => DockerLine(),
        ".dockercfg" => DockerLine(),
        _ => null,
    };

    private static bool IsIn(string path, string folder, string name) =>
        path == $"{folder}/{name}" || path.EndsWith($"/{folder}/{name}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)[""']?\s*[=:]\s*\S")]
    private static partial Regex NpmLine();

    [GeneratedRegex(@"^\s*password\s*[=:]\s*\S|://[^/:@\s]+:[^/@\s]+@")]
    private static partial Regex PythonLine();

    [GeneratedRegex(@"\bpassword\s+\S")]
    private static partial Regex NetrcLine();

    [GeneratedRegex(@"""auth""\s*:\s*""[^""]")]
    private static partial Regex DockerLine();
}
