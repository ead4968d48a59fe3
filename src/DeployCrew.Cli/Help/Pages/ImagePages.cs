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
