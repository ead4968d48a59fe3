using System.Text.RegularExpressions;

namespace DeployCrew.Images.Detection;

/// <summary>The packages that a Python app names itself, with their places.</summary>
/// <remarks>pyproject.toml: packaging.python.org/specifications/pyproject-toml; python-poetry.org/docs/pyproject; Pipfile: github.com/pypa/pipfile.</remarks>
internal sealed partial class PythonPackages
{
    private readonly Dictionary<string, Evidence> _places = new(StringComparer.Ordinal);

    public PythonPackages(AppFolder folder, TomlFile? project, TomlFile? pipfile)
    {
        foreach (var file in new[] { "requirements.txt", "requirements/prod.txt", "requirements/production.txt", "requirements/base.txt" }.Where(folder.Has))
        {
            var lines = folder.Read(file).Lines;
            for (var i = 0; i < lines.Count; i++)
                Add(lines[i], file, i + 1);
        }

        foreach (var (text, line) in project?.Find("project", "dependencies")?.Items ?? [])
            Add(text, project!.File, line);
        foreach (var entry in project?.In("tool.poetry.dependencies") ?? [])
            Add(entry.Key + (entry.Raw.Contains("extras", StringComparison.Ordinal) ? "[" + string.Join(',', entry.Items.Select(item => item.Text)) + "]" : ""), project!.File, entry.Line);
        foreach (var entry in pipfile?.In("packages") ?? [])
            Add(entry.Key, pipfile!.File, entry.Line);
    }

    /// <summary>Whether anything is to be installed: packages by name, or lines of requirements.txt such as <c>./wheels/x.whl</c> and <c>-r more.txt</c>.</summary>
    public bool Any { get; private set; }

    /// <summary>Where a package is named, or null; <c>fastapi[standard]</c> is <c>fastapi</c> and, for its extra, <c>fastapi[standard]</c>.</summary>
    public Evidence? Find(string name, string what) => _places.TryGetValue(name, out var place) ? place with { What = what } : null;

    public bool Has(string name) => _places.ContainsKey(name);

    private void Add(string requirement, string file, int line)
    {
        Any |= requirement.TrimStart() is not ("" or ['#', ..]);
        if (Requirement().Match(requirement) is not { Success: true } match)
            return;
        var name = match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-');
        _places.TryAdd(name, new Evidence(file, line, ""));
        foreach (var extra in match.Groups["extras"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            _places.TryAdd($"{name}[{extra}]", new Evidence(file, line, ""));
    }

    // Flask==3.0.3 · uvicorn[standard]>=0.30 ; python_version > "3.8" — not options such as -r base.txt
    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[(?<extras>[^\]]*)\])?")]
    private static partial Regex Requirement();
}
