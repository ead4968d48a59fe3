using System.IO.Compression;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Plans;

/// <summary>The requirements that an environment was last applied from, kept beside the contract: compressed, because a parameter holds 4 KiB.</summary>
internal static class AppliedRequirements
{
    private const int LargestParameter = 4096;

    /// <summary>Reads them; null when there are none, or when this version cannot read them any more.</summary>
    public static async Task<RequirementsDocument?> ReadAsync(IContractStore contracts, string project, string environment, CancellationToken cancellationToken)
    {
        var kept = (await contracts.ReadAsync(ResourceNames.Contract(project, environment), cancellationToken)).GetValueOrDefault(ContractKeys.AppliedRequirements);
        try
        {
            var document = kept is null ? null : RequirementsReader.Read("applied requirements", Unpack(kept)).Document;
            return document?.Environments.ContainsKey(environment) is true ? document : null;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or InvalidInputError)
        {
            return null;
        }
    }

    /// <summary>Keeps them. Requirements that do not fit are not kept: what a later change explains cannot be told then.</summary>
    /// <returns>Whether they were kept.</returns>
    public static async Task<bool> WriteAsync(
        IContractStore contracts, string project, string environment, string requirements, CancellationToken cancellationToken)
    {
        var name = $"{ResourceNames.Contract(project, environment)}/{ContractKeys.AppliedRequirements}";
        var packed = Pack(requirements);
        if (packed.Length > LargestParameter)
            await contracts.DeleteAsync([name], cancellationToken);
        else
            await contracts.WriteAsync(name, packed, cancellationToken);
        return packed.Length <= LargestParameter;
    }

    private static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var compression = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            compression.Write(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static string Unpack(string text)
    {
        using var unpacked = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
