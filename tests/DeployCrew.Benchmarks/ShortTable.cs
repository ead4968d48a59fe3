using System.Diagnostics;
using System.Globalization;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Benchmarks;

/// <summary>Each step once cold and then as the median of some times warm, with what it allocates, as a Markdown table.</summary>
internal static class ShortTable
{
    private static readonly (string Name, Func<RequirementsDocument, decimal> Run)[] Steps =
    [
        ("create", document => Work.Create(document)), ("emit", document => Work.Emit(document)),
        ("policy", document => Work.Policy(document)), ("cost", Work.Cost),
    ];

    public static void Write(TextWriter output)
    {
        // Cold is the first of all: every later one finds the runtime warm.
        var cold = Measure(1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Cold, 1 service: {string.Join(", ", Steps.Zip(cold, (step, cost) => $"{step.Name} {cost.Milliseconds:0} ms"))}; {cold.Sum(cost => cost.Milliseconds):0} ms"));
        output.WriteLine();
        output.WriteLine("| services | create | emit | policy | cost | all | allocated |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var services in new[] { 1, 10, 100, 1000 })
        {
            Measure(services);
            var runs = Enumerable.Range(0, services == 1000 ? 5 : 15).Select(_ => Measure(services)).OrderBy(run => run.Sum(cost => cost.Milliseconds)).ToList();
            var median = runs[runs.Count / 2];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {services} | {string.Join(" | ", median.Select(cost => $"{cost.Milliseconds:0.0} ms"))} | {median.Sum(cost => cost.Milliseconds):0.0} ms | {median.Sum(cost => cost.Bytes) / 1048576.0:0.0} MiB |"));
        }
    }

    private static List<(double Milliseconds, long Bytes)> Measure(int services)
    {
        var document = Projects.Of(services);
        GC.Collect();
        var costs = new List<(double, long)>();
        foreach (var (_, run) in Steps)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var watch = Stopwatch.StartNew();
            run(document);
            costs.Add((watch.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - before));
        }

        return costs;
    }
}
