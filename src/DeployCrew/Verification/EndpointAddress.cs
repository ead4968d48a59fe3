using DeployCrew.Core.Errors;

namespace DeployCrew.Verification;

/// <summary>A path of an endpoint of ours.</summary>
internal static class EndpointAddress
{
    /// <summary>Where to ask: never another host, whatever the path says.</summary>
    /// <exception cref="DeployError">DC6013 the path would lead to another host.</exception>
    public static Uri Of(string origin, string path)
    {
        var url = new Uri(origin + path);
        return path.StartsWith('/') && url.Authority == new Uri(origin).Authority ? url : throw VerifyErrors.PathLeadsElsewhere(path, origin);
    }
}
