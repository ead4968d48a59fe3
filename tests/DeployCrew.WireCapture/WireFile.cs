using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon;

namespace DeployCrew.WireCapture;

/// <summary>The exchanges of one process with AWS, one JSON object a line, for tests/real/wire-check.py.</summary>
internal sealed class WireFile(string path)
{
    private readonly Lock gate = new();

    /// <summary>Has every client of the AWS SDK in this process write down what it sends and gets.</summary>
    /// <param name="folder">Where the files are; each process has its own.</param>
    public static void Install(string folder)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():N}.jsonl");
        AWSConfigs.HttpClientFactory = new RecordingClients(new WireFile(Path.Combine(folder, name)));
    }

    /// <summary>Writes one exchange down. Only what was signed for a service: nothing else can be told to be a call to AWS.</summary>
    public void Write(HttpRequestMessage request, byte[] body, HttpResponseMessage response, byte[] answer)
    {
        // AWS4-HMAC-SHA256 Credential=LKIA…/20261121/eu-west-1/ecs/aws4_request, …
        if (request.Headers.NonValidated.TryGetValues("Authorization", out var authorization) is false
            || authorization.ToString().Split('/') is not [var credential, _, _, var service, ..])
            return;
        var target = request.Headers.NonValidated.TryGetValues("X-Amz-Target", out var targets) ? targets.ToString() : "";
        var line = JsonSerializer.Serialize(new
        {
            service,
            target,
            method = request.Method.Method,
            path = request.RequestUri!.PathAndQuery,
            status = (int)response.StatusCode,
            request = Encoding.UTF8.GetString(body),
            response = Encoding.UTF8.GetString(answer),
            // Local clouds are told from all others by how their keys begin, and by not saying what they are, as moto does: only their answers are
            // ours to answer for.
            local = credential.Contains("Credential=LKIA", StringComparison.Ordinal) && response.Headers.Server.Count == 0,
        });
        lock (gate)
            File.AppendAllText(path, line + "\n");
    }
}
