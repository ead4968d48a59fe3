namespace DeployCrew.Core.Runs;

/// <summary>The files of one run: <c>$DEPLOYCREW_HOME/runs/&lt;id&gt;/</c>.</summary>
/// <param name="Path">Full path.</param>
public sealed record RunFolder(string Path)
{
    private static readonly Lock LogGate = new();

    /// <summary>Id of the run: the folder's name.</summary>
    public string RunId => System.IO.Path.GetFileName(Path);

    /// <summary>The journal.</summary>
    public string JournalFile => In("journal.jsonl");

    /// <summary>The requirements as they were when the run began.</summary>
    public string RequirementsFile => In("requirements.json");

    /// <summary>The app's zip; only where the run is carried out by another machine than the one that has the app.</summary>
    public string AppFile => In("app.zip");

    /// <summary>The app's source as it was when the run began.</summary>
    public string Source => In("source");

    /// <summary>The bundle, unpacked.</summary>
    public string Bundle => In("bundle");

    /// <summary>The approved plan that the run applies; only where there is one.</summary>
    public string PlanFile => In("plan.json");

    /// <summary>What the engine was about to change, written before it began: a resumed run may do no more than this.</summary>
    public string PreviewFile => In("preview.json");

    /// <summary>What the verifier saw.</summary>
    public string EvidenceFile => In("evidence.json");

    /// <summary>The same, signed.</summary>
    public string SignedEvidenceFile => In("evidence.dsse.json");

    /// <summary>The rollout as a picture.</summary>
    public string TimelineFile => In("timeline.svg");

    /// <summary>What happened and what was seen, for people.</summary>
    public string ReportTextFile => In("report.md");

    /// <summary>The run's report: the document that <c>--format json</c> prints.</summary>
    public string ReportFile => In("report.json");

    /// <summary>Authority to trust for the run's URL, where the system does not trust it.</summary>
    public string CaCertificateFile => In("ca.pem");

    /// <summary>OCI image layout of a service's image.</summary>
    public string Image(string service) => In("images", service);

    /// <summary>A stage's log.</summary>
    public string LogFile(string stage) => In("logs", stage + ".log");

    /// <summary>Adds a line to a stage's log.</summary>
    public void AppendLog(string stage, string line)
    {
        lock (LogGate)
        {
            Directory.CreateDirectory(In("logs"));
            File.AppendAllText(LogFile(stage), line + "\n");
        }
    }

    /// <summary>The end of a stage's log; empty when it has none.</summary>
    public IReadOnlyList<string> LastLogLines(string stage, int count) =>
        File.Exists(LogFile(stage)) ? [.. File.ReadLines(LogFile(stage)).TakeLast(count)] : [];

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
