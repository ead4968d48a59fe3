using System.Text.Encodings.Web;
using System.Text.Json;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>JSON for files that people read: <c>&amp;</c> and <c>'</c> stay what they are.</summary>
internal static class JsonText
{
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
