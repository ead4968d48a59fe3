namespace DeployCrew.Infra.Pulumi;

/// <summary><c>Program.cs</c>.</summary>
internal static class ProgramFile
{
    public static string Write(ProjectNames names) => $$"""
        using Pulumi;

        namespace {{names.Namespace}};

        internal static class Program
        {
            // The exit code has to leave Main: without it an exception would go unnoticed, and the engine would take the stack for empty
            // and delete it (https://github.com/pulumi/pulumi/issues/7050).
            private static async Task<int> Main() => await Deployment.RunAsync<{{names.StackClass}}>();
        }

        """.ReplaceLineEndings("\n");
}
