using System.Text.RegularExpressions;

namespace DeployCrew.Images.Detection;

/// <summary>How Python's frameworks are served: by the server that the app itself depends on, never by a development server in its place.</summary>
/// <remarks>docs.djangoproject.com/howto/deployment/wsgi, fastapi.tiangolo.com/deployment, flask.palletsprojects.com/deploying,
/// docs.streamlit.io/develop/concepts/configuration.</remarks>
internal static partial class PythonStarts
{
    private static readonly string[] Modules = ["main", "app", "server", "api", "application", "asgi", "wsgi", "run"];

    public static IReadOnlyList<PythonStart> Find(AppFolder folder, string? framework, PythonPackages packages) => framework switch
    {
        "Django" => Django(folder, packages),
        "Streamlit" => Streamlit(folder),
        "FastAPI" or "Starlette" => Served(folder, AsgiObject(), module => Asgi(module, packages)),
        "Flask" => Served(folder, WsgiObject(), module => Wsgi(module, packages)) is { Count: > 0 } served ? served : Script(folder),
        _ => Script(folder),
    };

    public static IReadOnlyList<string> LookedFor(string? framework) => framework switch
    {
        "Django" => ["manage.py with PROJECT/wsgi.py or asgi.py, and gunicorn, uvicorn or daphne among the packages", "a Procfile with a web process"],
        "FastAPI" or "Starlette" => [$"'app = {framework}(' in main.py, app.py, server.py or below, and uvicorn, hypercorn or gunicorn among the packages", "a Procfile with a web process"],
        "Flask" => ["'app = Flask(' in app.py, main.py, wsgi.py or below, and gunicorn or waitress among the packages", "a Procfile with a web process"],
        "Streamlit" => ["a script at the top that imports streamlit", "a Procfile with a web process"],
        _ => ["main.py, app.py or server.py with '__main__'", "a Procfile with a web process"],
    };

    private static IReadOnlyList<PythonStart> Django(AppFolder folder, PythonPackages packages)
    {
        foreach (var (kind, serve) in new (string, Func<string, string?>)[] { ("wsgi", module => packages.Has("gunicorn") ? Wsgi(module, packages) : null), ("asgi", module => AsgiWithoutGunicorn(module, packages)) })
        {
            foreach (var text in folder.Sources(".py").Where(text => Path.GetFileName(text.File) == $"{kind}.py"))
            {
                if (text.Match(Application(), "start command") is { } found && serve($"{Module(text.File)}:application") is { } command)
                    return [Start(text.File, found.Evidence!.Line, command)];
            }
        }

        return [];
    }

    private static IReadOnlyList<PythonStart> Streamlit(AppFolder folder)
    {
        var scripts = folder.Sources(".py").Where(text => !text.File.Contains('/', StringComparison.Ordinal))
            .Select(text => (text.File, Line: text.FirstLine(line => StreamlitImport().IsMatch(line))?.Number)).Where(one => one.Line is not null).ToList();
        var usual = scripts.Where(one => one.File is "streamlit_app.py").ToList();
        return [.. (usual.Count > 0 ? usual : scripts).Select(one =>
            Start(one.File, one.Line, $"streamlit run {one.File} --server.address 0.0.0.0 --server.port ${{PORT:-8501}} --server.headless true"))];
    }

    private static List<PythonStart> Served(AppFolder folder, Regex definition, Func<string, string?> serve)
    {
        var starts = new List<PythonStart>();
        foreach (var text in folder.Sources(".py").Where(text => IsEntry(text.File)))
        {
            if (text.Match(definition, "start command") is { } variable && serve($"{Module(text.File)}:{variable.Value}") is { } command)
                starts.Add(Start(text.File, variable.Evidence!.Line, command));
        }

        return starts;
    }

    private static IReadOnlyList<PythonStart> Script(AppFolder folder)
    {
        foreach (var file in new[] { "main.py", "app.py", "server.py", "run.py" }.Where(folder.Has))
        {
            if (folder.Read(file).FirstLine(line => line.StartsWith("if __name__ ==", StringComparison.Ordinal)) is { } main)
                return [Start(file, main.Number, $"python {file}")];
        }

        return [];
    }

    private static string? Asgi(string module, PythonPackages packages) =>
        AsgiWithoutGunicorn(module, packages)
        ?? (packages.Has("fastapi[standard]") || packages.Has("fastapi[all]") ? $"uvicorn {module} --host 0.0.0.0 --port ${{PORT:-8000}}" : null);

    private static string? AsgiWithoutGunicorn(string module, PythonPackages packages) => true switch
    {
        _ when packages.Has("uvicorn") => $"uvicorn {module} --host 0.0.0.0 --port ${{PORT:-8000}}",
        _ when packages.Has("hypercorn") => $"hypercorn {module} --bind 0.0.0.0:${{PORT:-8000}}",
        _ when packages.Has("daphne") => $"daphne -b 0.0.0.0 -p ${{PORT:-8000}} {module}",
        _ => null,
    };

    private static string? Wsgi(string module, PythonPackages packages) => true switch
    {
        _ when packages.Has("gunicorn") => $"gunicorn {module} --bind 0.0.0.0:${{PORT:-8000}}",
        _ when packages.Has("waitress") => $"waitress-serve --host 0.0.0.0 --port ${{PORT:-8000}} {module}",
        _ => null,
    };

    private static PythonStart Start(string file, int? line, string command) =>
        new(new(ShellCommand.Parse(command), new Evidence(file, line, $"start command: {command}")), file);

    // main.py, src/main.py, app/main.py, app/__init__.py; deeper ones are parts of the app.
    private static bool IsEntry(string file) =>
        file.Count(c => c == '/') <= 2 && (Modules.Contains(Path.GetFileNameWithoutExtension(file)) || Path.GetFileName(file) == "__init__.py" && file.Contains('/', StringComparison.Ordinal));

    private static string Module(string file) => (file.EndsWith("/__init__.py", StringComparison.Ordinal) ? file[..^"/__init__.py".Length] : file[..^".py".Length]).Replace('/', '.');

    [GeneratedRegex(@"^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:\w+\.)?(?:FastAPI|Starlette)\(")]
    private static partial Regex AsgiObject();

    [GeneratedRegex(@"^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:(?:\w+\.)?Flask\(|create_app\(\))")]
    private static partial Regex WsgiObject();

    [GeneratedRegex(@"^(application)\s*=")]
    private static partial Regex Application();

    [GeneratedRegex(@"^(?:import streamlit\b|from streamlit\b)")]
    private static partial Regex StreamlitImport();
}
