using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>Tells of each planned change as it is done, from the lines of an apply as they arrive. A replacement is done with its second
/// half.</summary>
internal sealed class AppliedChanges(TerraformNames names, StackPreview planned, IProgress<ResourceChange>? progress)
{
    private readonly Dictionary<string, ResourceChange> open = planned.Changes.Where(change => change.Kind != ChangeKind.Same)
        .GroupBy(change => $"{change.Type} {change.Name}", StringComparer.Ordinal)
        .ToDictionary(changes => changes.Key, changes => changes.First(), StringComparer.Ordinal);

    private readonly HashSet<string> half = new(StringComparer.Ordinal);

    public void Read(string line)
    {
        if (TerraformEvent.Parse(line) is { Type: "apply_complete", Address: { } address })
            Done(address, null);
    }

    /// <summary>A resource that was to be deleted, and was not there.</summary>
    public void Gone(string address) => Done(address, "was gone already, so the engine went over the rest once more");

    private void Done(string address, string? remark)
    {
        if (progress is null)
            return;
        var key = Key(TerraformFailure.Whole(address));
        if (!open.TryGetValue(key, out var change) || (change.Kind == ChangeKind.Replace && half.Add(key)))
            return;
        open.Remove(key);
        progress.Report(change with { Remark = remark });
    }

    private string Key(string address)
    {
        if (names.At(address) is { } resource)
            return $"{resource.Type} {resource.Name}";
        var parts = address.Split('.');
        return $"{Catalogue.TerraformCatalogue.Aws.Token(parts[0]) ?? parts[0]} {parts[^1].Replace('_', '-')}";
    }
}
