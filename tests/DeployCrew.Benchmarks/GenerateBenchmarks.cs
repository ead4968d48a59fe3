using BenchmarkDotNet.Attributes;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Benchmarks;

/// <summary>From requirements to program, findings and cost; warm, each time from a document that nothing is known about yet.</summary>
[MemoryDiagnoser]
public class GenerateBenchmarks
{
    private RequirementsDocument document = null!;

    /// <summary>How many services.</summary>
    [Params(1, 10, 100, 1000)]
    public int Services { get; set; }

    /// <summary>A document of its own for each iteration: what is made from one is kept with it.</summary>
    [IterationSetup]
    public void Setup() => document = Projects.Of(Services);

    /// <summary>Model and program.</summary>
    [Benchmark]
    public int Generate() => Work.Create(document) + Work.Emit(document);

    /// <summary>Everything that a plan does offline.</summary>
    [Benchmark]
    public decimal GeneratePolicyAndCost() => Work.Create(document) + Work.Emit(document) + Work.Policy(document) + Work.Cost(document);
}
