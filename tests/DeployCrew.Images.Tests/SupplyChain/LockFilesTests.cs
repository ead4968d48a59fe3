using DeployCrew.Images.SupplyChain;
using DeployCrew.Images.SupplyChain.LockFiles;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.SupplyChain;

public sealed class LockFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Files { get; } = new()
    {
        {
            "package-lock.json",
            """
            {"lockfileVersion": 3, "packages": {
              "": {"name": "web", "version": "1.0.0"},
              "node_modules/@scope/a": {"version": "1.2.3", "license": "MIT"},
              "node_modules/b": {"version": "2.0.0", "dev": true},
              "node_modules/b/node_modules/c": {"version": "3.0.0", "optional": true},
              "node_modules/d": {"name": "real-d", "version": "4.0.0"},
              "node_modules/own": {"resolved": "packages/own", "link": true},
              "packages/own": {"version": "9.0.0"}}}
            """,
            "pkg:npm/%40scope/a@1.2.3 required MIT; pkg:npm/b@2.0.0 excluded; pkg:npm/c@3.0.0 optional; pkg:npm/real-d@4.0.0 required"
        },
        {
            "yarn.lock",
            """
            # yarn lockfile v1

            "@babel/core@^7.0.0", "@babel/core@^7.1.0":
              version "7.23.0"
              dependencies:
                ms "2.0.0"

            ms@2.0.0:
              version "2.0.0"
            """,
            "pkg:npm/%40babel/core@7.23.0 required; pkg:npm/ms@2.0.0 required"
        },
        {
            "yarn.lock",
            """
            __metadata:
              version: 8

            "ms@npm:^2.0.0":
              version: 2.1.3
              resolution: "ms@npm:2.1.3"

            "web@workspace:.":
              version: 0.0.0-use.local
            """,
            "pkg:npm/ms@2.1.3 required"
        },
        {
            "pnpm-lock.yaml",
            """
            lockfileVersion: '9.0'
            importers:
              .:
                dependencies:
                  express:
                    specifier: ^4
                    version: 4.21.0

            packages:

              '@types/node@22.1.0':
                resolution: {integrity: sha512-AAAA}

              express@4.21.0:
                resolution: {integrity: sha512-AAAA}
                engines: {node: '>= 0.10.0'}

            snapshots:

              express@4.21.0(supports-color@8.1.1):
                dependencies:
                  ms: 2.0.0
            """,
            "pkg:npm/%40types/node@22.1.0 required; pkg:npm/express@4.21.0 required"
        },
        {
            "pnpm-lock.yaml",
            """
            lockfileVersion: '6.0'
            packages:

              /@scope/a@1.0.0(react@18.2.0):
                resolution: {integrity: sha512-AAAA}
                dev: true

              /ms@2.0.0:
                resolution: {integrity: sha512-AAAA}
                dev: false
            """,
            "pkg:npm/%40scope/a@1.0.0 excluded; pkg:npm/ms@2.0.0 required"
        },
        {
            "bun.lock",
            """
            {"lockfileVersion": 1, "workspaces": {"": {"name": "web"}}, "packages": {
              "@hono/x": ["@hono/x@1.0.0", "", {}, "sha512-AAAA"],
              "own": ["own@workspace:packages/own"],
            },}
            """,
            "pkg:npm/%40hono/x@1.0.0 required"
        },
        {
            "requirements.txt",
            """
            # comment
            Flask==3.0.3
            uvicorn[standard] == 0.30.1 ; python_version >= "3.8"
            my_package==1.0.0 --hash=sha256:00
            requests>=2
            -r other.txt
            """,
            "pkg:pypi/flask@3.0.3 required; pkg:pypi/my-package@1.0.0 required; pkg:pypi/uvicorn@0.30.1 required"
        },
        {
            "uv.lock",
            """
            version = 1

            [[package]]
            name = "web"
            version = "0.1.0"
            source = { virtual = "." }

            [[package]]
            name = "anyio"
            version = "4.4.0"
            source = { registry = "https://pypi.org/simple" }
            wheels = [
                { url = "https://files/anyio.whl", hash = "sha256:00" },
            ]
            """,
            "pkg:pypi/anyio@4.4.0 required"
        },
        {
            "poetry.lock",
            """
            [[package]]
            name = "flask"
            version = "3.0.3"
            groups = ["main", "dev"]

            [package.dependencies]
            version = "this is a package"

            [[package]]
            name = "pytest"
            version = "8.0.0"
            groups = ["dev"]

            [metadata]
            lock-version = "2.1"
            """,
            "pkg:pypi/flask@3.0.3 required; pkg:pypi/pytest@8.0.0 excluded"
        },
        {
            "Pipfile.lock",
            """{"default": {"flask": {"version": "==3.0.3"}, "own": {"path": "."}}, "develop": {"pytest": {"version": "==8.0.0"}}}""",
            "pkg:pypi/flask@3.0.3 required; pkg:pypi/pytest@8.0.0 excluded"
        },
        {
            "go.mod",
            """
            module example.com/web

            go 1.22

            require github.com/one/a v1.0.0

            require (
            	github.com/Two/b v0.0.0-20240101000000-abcdefabcdef // indirect
            	example.com/c v1.0.0+incompatible
            	example.com/here v1.0.0
            )

            exclude (
            	example.com/bad v0.1.0
            )

            replace example.com/c => example.com/fork/c v1.0.1

            replace example.com/here => ../here
            """,
            "pkg:golang/example.com/fork/c@v1.0.1 required; pkg:golang/github.com/Two/b@v0.0.0-20240101000000-abcdefabcdef required; pkg:golang/github.com/one/a@v1.0.0 required"
        },
        {
            "Cargo.lock",
            """
            version = 3

            [[package]]
            name = "axum"
            version = "0.7.5"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            checksum = "3a6c9af12842a67734c9a2e355436e5d03b22383ed60cf13cd0c18fbfe3dcbcf"
            dependencies = [
             "bytes",
            ]

            [[package]]
            name = "web"
            version = "0.1.0"
            """,
            "pkg:cargo/axum@0.7.5 required SHA-256"
        },
        {
            "Gemfile.lock",
            """
            PATH
              remote: .
              specs:
                own (0.1.0)

            GEM
              remote: https://rubygems.org/
              specs:
                nokogiri (1.16.7-x86_64-linux)
                  racc (~> 1.4)
                racc (1.8.1)

            DEPENDENCIES
              nokogiri
            """,
            "pkg:gem/nokogiri@1.16.7?platform=x86_64-linux required; pkg:gem/racc@1.8.1 required"
        },
        {
            "composer.lock",
            """
            {"packages": [{"name": "Symfony/http-kernel", "version": "v7.1.3", "license": ["MIT"], "dist": {"shasum": ""}}],
             "packages-dev": [{"name": "phpunit/phpunit", "version": "11.0.0", "license": ["BSD-3-Clause", "MIT"]}]}
            """,
            "pkg:composer/phpunit/phpunit@11.0.0 excluded BSD-3-Clause OR MIT; pkg:composer/symfony/http-kernel@v7.1.3 required MIT"
        },
        {
            "packages.lock.json",
            """
            {"version": 1, "dependencies": {"net10.0": {
              "Serilog": {"type": "Direct", "requested": "[4.0.0, )", "resolved": "4.0.0"},
              "shop.core": {"type": "Project"}}}}
            """,
            "pkg:nuget/Serilog@4.0.0 required"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_LockFile_NamesItsPackages(string name, string text, string expected)
    {
        var packages = LockFormat.All[name].Read(text, name).OrderBy(package => package.Purl, StringComparer.Ordinal);

        Assert.Equal(expected, string.Join("; ", packages.Select(package =>
            string.Join(' ', new[] { package.Purl, package.Scope, package.License, package.Hash is { Algorithm: "SHA-256" } ? "SHA-256" : null }.OfType<string>()))));
    }

    [Fact]
    public void Read_BrokenAndOldFiles_AreSaidToBeUnread()
    {
        _folder.Write("package-lock.json", """{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0"}}}""");
        _folder.Write("sub/composer.lock", "{");
        _folder.Write("bun.lockb", "binary");

        var source = SourcePackages.Read(_folder.Path);

        Assert.Empty(source.Packages);
        Assert.Equal(["bun.lockb", "package-lock.json", "sub/composer.lock"], source.Unread.Select(one => one.Split(':')[0]));
    }

    [Fact]
    public void Read_Integrity_IsTheArchivesHash() => Assert.Equal(
        ("SHA-512", "00ff"), NpmLock.Read("""{"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-AP8="}}}""", "package-lock.json").Single().Hash);

    public void Dispose() => _folder.Dispose();
}
