using DeployCrew.Cli;

// The host: the one place that knows the console.
#pragma warning disable RS0030
var terminal = new Terminal(Console.Out, Console.Error, Console.IsErrorRedirected, () => Console.IsOutputRedirected ? 80 : Console.WindowWidth,
    Console.IsInputRedirected || Console.IsErrorRedirected ? null : Console.In);
#pragma warning restore RS0030
return await CommandLine.RunAsync(args, terminal);
