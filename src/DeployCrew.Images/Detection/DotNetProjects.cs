namespace DeployCrew.Images.Detection;

/// <summary>What restoring a .NET project reads: the project, those that it refers to, and the files that set them all up.</summary>
internal static class DotNetProjects
{
    private static readonly string[] Settings = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "nuget.config", "NuGet.config", "NuGet.Config", "global.json"];

    public static IReadOnlyList<string> Around(AppFolder folder, string entry)
    {
        var projects = new List<string>();
        var open = new Queue<string>([entry]);
        while (open.TryDequeue(out var project))
        {
            if (projects.Contains(project) || !folder.Has(project))
                continue;
            projects.Add(project);
            foreach (var reference in XmlFile.Read(folder, project).Descendants().Where(one => one.Name.LocalName == "ProjectReference"))
            {
                if (reference.Attribute("Include")?.Value is { Length: > 0 } path)
                    open.Enqueue(Joined(FolderOf(project), path.Replace('\\', '/')));
            }
        }

        var folders = projects.SelectMany(Above).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. folders.SelectMany(one => Settings.Append("packages.lock.json").Select(file => one.Length == 0 ? file : $"{one}/{file}")).Where(folder.Has), .. projects];
    }

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    private static IEnumerable<string> Above(string project)
    {
        for (var folder = FolderOf(project); folder.Length > 0; folder = FolderOf(folder))
            yield return folder;
        yield return "";
    }

    private static string Joined(string folder, string path)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/').Where(part => part is not ("." or "")))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
