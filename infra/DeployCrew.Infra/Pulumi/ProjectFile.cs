namespace DeployCrew.Infra.Pulumi;

/// <summary>The C# project file. Pulumi itself comes with Pulumi.Aws, in the version that it was built with.</summary>
internal static class ProjectFile
{
    public static string Write(ProjectNames names, string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <RootNamespace>{names.Namespace}</RootNamespace>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Pulumi.Aws" Version="[{version}]" />
          </ItemGroup>
        </Project>

        """.ReplaceLineEndings("\n");
}
