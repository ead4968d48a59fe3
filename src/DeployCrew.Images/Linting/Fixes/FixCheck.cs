namespace DeployCrew.Images.Linting.Fixes;

/// <summary>A fix is offered only after it was tried: its finding is gone, and nothing else was found instead.</summary>
internal static class FixCheck
{
    public static bool Holds(string text, LintContext context, IReadOnlyList<Hit> before, Hit hit)
    {
        if (hit.Found.Fix is not { } fix)
            return false;
        var after = Hit.All(TextEdit.Apply(text, fix.Edits), context with { DockerIgnore = fix.DockerIgnore ?? context.DockerIgnore });
        var rules = after.CountBy(one => one.Rule.Id).ToDictionary();
        return rules.GetValueOrDefault(hit.Rule.Id) < before.Count(one => one.Rule.Id == hit.Rule.Id)
            && rules.All(rule => rule.Value <= before.Count(one => one.Rule.Id == rule.Key));
    }
}
