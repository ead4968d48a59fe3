namespace DeployCrew.Cli.Help.Pages;

internal static class ImagePages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("build")
        {
            Notes = ["With a Docker Engine or, for what needs no Dockerfile, without one; it says which and why. The same source gives the same digest on any path, at any time."],
            Examples =
            [
                new("deploycrew build path/to/app --output image", "an OCI layout in the folder image"),
                new("deploycrew build . --push registry.example.com/shop:1", "every service of the requirements, each to a repository of its name"),
                new("deploycrew build . --service web --platform linux/amd64 --platform linux/arm64 --push registry.example.com/web:1", "one image for both"),
            ],
            Environment = [HelpTexts.Home, HelpTexts.Docker, HelpTexts.Epoch, new("DOCKER_CONFIG", "folder of the config.json that docker login wrote; default: ~/.docker")],
            Files = [HelpTexts.Cache],
        },
        new("dockerfile")
        {
            Notes =
            [
                "For apps that 'detect' cannot tell. A model proposes; what it proposes is held against rails and the linter's rules, built by the Docker Engine, and started without capabilities, mounts and published ports but one on 127.0.0.1. It has to answer the health path with 200; what fails goes back to the model, three times at most.",
                "The build reaches the network, as every build does: only the official images of a short list, and what package managers fetch. Read what is proposed before you take it.",
            ],
            Examples =
            [
                new("deploycrew dockerfile path/to/app --models models.json", "the Dockerfile, as a diff"),
                new("deploycrew dockerfile path/to/app --port 3000 --health-path /ping --write", "and written, when it answers there"),
                new("deploycrew dockerfile . --service web", "port, health path and command as requirements.json has them"),
            ],
            ExitCodes = [new("0", "there is one that was built and answers"), HelpTexts.Input, new("2", "there is none: no engine, or nothing that was proposed passes")],
            Environment = [HelpTexts.Models, new("DOCKER_HOST", "the Docker Engine; default: the usual socket. Without an engine nothing is proposed")],
        },
        new("lint")
        {
            Examples =
            [
                new("deploycrew lint path/to/app", "its Dockerfile, or the one that would be generated"),
                new("deploycrew lint Dockerfile --diff", "what can be put right, as a patch"),
                new("deploycrew lint . --format sarif --fail-on warning", "for code scanning"),
            ],
            ExitCodes = [new("0", "nothing at --fail-on"), HelpTexts.Input, new("2", "a finding is at --fail-on")],
            Files = [new(".hadolint.yaml", "its list 'ignored' leaves findings out, as do comments: # deploycrew ignore=DCL03")],
        },
        new("sbom")
        {
            Examples =
            [
                new("deploycrew sbom path/to/app", "of its lock files, offline"),
                new("deploycrew sbom path/to/app --image", "of its image"),
                new("deploycrew sbom registry.example.com/web@sha256:2989146b9ebd", "of any image"),
            ],
            Environment = [HelpTexts.Home, HelpTexts.Docker],
            Files = [HelpTexts.Cache],
        },
    ];
}
