using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Signing;
using DeployCrew.Reports;

namespace DeployCrew.Verification;

/// <summary>Writes evidence into a run's folder: as it is, signed, as a picture and as a report for people.</summary>
internal sealed class EvidenceFiles(Home home)
{
    /// <summary>Media type of the signed document.</summary>
    public const string MediaType = "application/vnd.deploycrew.evidence+json";

    public async Task WriteAsync(RunFolder folder, Evidence evidence, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(evidence, JsonFormat.Indented);
        await File.WriteAllBytesAsync(folder.EvidenceFile, bytes, cancellationToken);
        using var key = SigningKey.LoadOrCreate(home.SigningKey);
        await File.WriteAllBytesAsync(folder.SignedEvidenceFile, Envelope.Sign(MediaType, bytes, key).ToBytes(), cancellationToken);
        if (evidence.Timeline.Count > 0)
            await File.WriteAllTextAsync(folder.TimelineFile, TimelineSvg.Draw(evidence.Timeline, evidence.Analysis), cancellationToken);
        await File.WriteAllTextAsync(folder.ReportTextFile, EvidenceReport.Write(evidence, key.Id), cancellationToken);
    }
}
