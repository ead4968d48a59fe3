using System.Security.Cryptography;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>Requirements and apps that were uploaded: <c>$DEPLOYCREW_HOME/uploads/&lt;id&gt;/</c>.</summary>
/// <param name="home">Where they are.</param>
internal sealed class Uploads(Home home)
{
    private string Folder => Path.Combine(home.Folder, "uploads");

    /// <summary>A folder that is filled before it can be found.</summary>
    public PendingUpload Begin()
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var partial = Path.Combine(Folder, "." + id);
        Directory.CreateDirectory(partial);
        return new PendingUpload(id, partial, Path.Combine(Folder, id));
    }

    /// <summary>An upload that is whole.</summary>
    /// <exception cref="DeployError">DC9103: there is none of that name.</exception>
    public Upload Find(string id)
    {
        var upload = new Upload(id, Path.Combine(Folder, id));
        return id.Length == 16 && id.All(char.IsAsciiHexDigitLower) && File.Exists(upload.RequirementsFile) ? upload : throw WebErrors.UploadNotFound(id);
    }
}

/// <summary>An upload: a requirements file, and perhaps an app.</summary>
/// <param name="Id">Its name: sixteen hexadecimal digits.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record Upload(string Id, string Folder)
{
    public string RequirementsFile => Path.Combine(Folder, "requirements.json");

    /// <summary>The app's zip; null: a small service is generated.</summary>
    public string? App => File.Exists(Path.Combine(Folder, "app.zip")) ? Path.Combine(Folder, "app.zip") : null;
}

/// <summary>An upload that arrives; what is not kept is gone when it is disposed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Folder">Where it is filled.</param>
/// <param name="Final">Where it will be.</param>
internal sealed record PendingUpload(string Id, string Folder, string Final) : IDisposable
{
    public string RequirementsFile => Path.Combine(Folder, "requirements.json");

    public string App => Path.Combine(Folder, "app.zip");

    public Upload Keep()
    {
        Directory.Move(Folder, Final);
        return new Upload(Id, Final);
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
