using System.Runtime.InteropServices;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Oci.Zstd;

/// <summary>The system's libzstd: .NET 10 has no Zstandard of its own.</summary>
/// <remarks>https://facebook.github.io/zstd/zstd_manual.html, "Streaming compression" and "Streaming decompression".</remarks>
internal static unsafe partial class LibZstd
{
    public const int CompressionLevel = 100;
    public const int ChecksumFlag = 201;
    public const int Workers = 400;

    private const string Library = "libzstd";

    static LibZstd() => NativeLibrary.SetDllImportResolver(typeof(LibZstd).Assembly, (name, assembly, path) =>
        name != Library ? 0 : Names.Select(one => NativeLibrary.TryLoad(one, assembly, path, out var found) ? found : 0).FirstOrDefault(found => found != 0));

    /// <summary>Its name by system; the plain one is there only with the development package.</summary>
    private static string[] Names => ["libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "libzstd", "zstd"];

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsThere
    {
        get
        {
            try
            {
                return VersionNumber() > 0;
            }
            catch (DllNotFoundException)
            {
                return false;
            }
        }
    }

    /// <summary>Part of what decides over the compressed bytes.</summary>
    public static string Version => IsThere ? $"zstd {VersionNumber()}" : throw ImageErrors.ZstdMissing();

    /// <summary>Throws for what the library calls an error.</summary>
    public static nuint Checked(nuint result) =>
        IsError(result) == 0 ? result : throw new InvalidDataException($"zstd: {Marshal.PtrToStringUTF8(ErrorName(result))}");

    [LibraryImport(Library, EntryPoint = "ZSTD_versionNumber")]
    private static partial uint VersionNumber();

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint ErrorName(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_createCCtx")]
    public static partial nint CreateCompression();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCCtx")]
    public static partial nuint FreeCompression(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_setParameter")]
    public static partial nuint SetParameter(nint context, int parameter, int value);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressStream2")]
    public static partial nuint Compress(nint context, ref Buffer output, ref Buffer input, int end);

    [LibraryImport(Library, EntryPoint = "ZSTD_createDCtx")]
    public static partial nint CreateDecompression();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeDCtx")]
    public static partial nuint FreeDecompression(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompressStream")]
    public static partial nuint Decompress(nint context, ref Buffer output, ref Buffer input);

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer
    {
        public byte* Data;
        public nuint Size;
        public nuint Position;
    }
}
