using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Python app: packages in a virtual environment that is made by the image with a compiler, and run by the one without.</summary>
/// <remarks>docs.astral.sh/uv/guides/integration/docker, python-poetry.org/docs/cli, pipenv.pypa.io/en/latest/docker.</remarks>
internal static class PythonDockerfile
{
    private const string Environment = "/opt/venv";

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var command = service.Command ?? app.StartCommand;
        if (command.Count > 2 && command[1] == "run" && command[0] is "uv" or "poetry" or "pipenv")
            throw SourceErrors.StartNotInImage($"{command[0]} run", "the image holds the packages, and not their manager", string.Join(' ', command.Skip(2)));
        var staged = app.HasDependencies || app.BuildCommand is not null;
        if (staged)
        {
            file.Stage($"python:{app.Version!.Value}-bookworm", "build")
                .Line($"WORKDIR /app")
                .Line($"ENV VIRTUAL_ENV={Environment} PATH={Environment}/bin:$PATH");
            AppendInstall(file, app);
            if (app.BuildCommand is not null)
                file.Line($"COPY . .").Run(app.BuildCommand.Value);
        }

        file.Final(app, $"python:{app.Version!.Value}-slim-bookworm")
            .Line($"ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORT={service.Port}{(staged ? $" PATH={Environment}/bin:$PATH" : "")}")
            .Libraries(app)
            .MakeUser(app)
            .Line($"WORKDIR /app");
        if (staged)
            file.Line($"COPY --from=build {Environment} {Environment}");
        if (app.BuildCommand is not null)
            file.Line($"COPY --from=build /app ./");
        else
            file.Line($"COPY . .");
        file.UseMadeUser().Start(service.Port, command);
    }

    private static void AppendInstall(DockerfileWriter file, DetectedApp app)
    {
        var manager = app.PackageManager?.Value ?? "pip";
        const string Cache = "/root/.cache";
        if (manager == "uv")
        {
            file.Line($"COPY --from={file.Pinned("ghcr.io/astral-sh/uv:0.9")} /uv /usr/local/bin/uv")
                .Line($"ENV UV_PROJECT_ENVIRONMENT={Environment} UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never");
        }

        // A tool of its own, beside the environment that it fills.
        if (manager is "poetry" or "pipenv")
            file.Run($"/usr/local/bin/pip install{file.Unless("--no-cache-dir")} {(manager == "poetry" ? "'poetry>=2,<3'" : "'pipenv>=2025,<2027'")}", Cache);
        file.Run($"python -m venv {Environment}");
        if (app.Manifests.Count == 0)
            return;
        file.CopyManifests(app);
        var project = app.Manifests.Contains("pyproject.toml");
        if (manager == "pip" && !app.Manifests.Contains("requirements.txt"))
            file.Line($"COPY . .");
        file.Run(manager switch
        {
            "uv" when project => $"uv sync{(app.LockFile is null ? "" : " --locked")} --no-dev --no-install-project{file.Unless("--no-cache")}",
            "uv" => $"uv pip install --requirement requirements.txt{file.Unless("--no-cache")}",
            "poetry" => $"poetry install --only main --no-root --no-interaction{file.Unless("--no-cache")}",
            "pipenv" => app.LockFile is null ? "pipenv install --skip-lock" : "pipenv sync",
            _ => $"pip install{file.Unless("--no-cache-dir")} {(app.Manifests.Contains("requirements.txt") ? "--requirement requirements.txt" : ".")}",
        }, Cache);
    }
}
