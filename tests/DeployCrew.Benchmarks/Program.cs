using BenchmarkDotNet.Running;
using DeployCrew.Benchmarks;

// Without arguments the short table, cold and warm; with them BenchmarkDotNet: -- --filter '*'.
if (args.Length == 0)
    ShortTable.Write(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(GenerateBenchmarks).Assembly).Run(args);
