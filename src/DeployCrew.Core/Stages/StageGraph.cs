using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Stages;

/// <summary>The stages of a run in an order that honours their dependencies; names and cycles are checked before anything runs.</summary>
public sealed class StageGraph
{
    private readonly Dictionary<string, IStage> byName;

    /// <summary>Orders the stages: dependencies first, otherwise as given.</summary>
    /// <exception cref="DeployError">DC9003: a name is given twice, is unknown, or the dependencies form a cycle.</exception>
    public StageGraph(IReadOnlyList<IStage> stages)
    {
        byName = new(StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            if (!byName.TryAdd(stage.Name, stage))
                throw InternalErrors.StageGraph($"stage '{stage.Name}' is there twice");
        }

        var ordered = new List<IStage>();
        var visiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in stages)
            Visit(stage, ordered, visiting);
        Ordered = ordered;
    }

    /// <summary>Every stage, each after those that it waits for.</summary>
    public IReadOnlyList<IStage> Ordered { get; }

    /// <summary>The stage of that name.</summary>
    public IStage this[string name] =>
        byName.TryGetValue(name, out var stage) ? stage : throw InternalErrors.StageGraph($"there is no stage '{name}'");

    private void Visit(IStage stage, List<IStage> ordered, HashSet<string> visiting)
    {
        if (ordered.Contains(stage))
            return;
        if (!visiting.Add(stage.Name))
            throw InternalErrors.StageGraph($"stage '{stage.Name}' waits for itself");
        foreach (var name in stage.DependsOn.Concat(stage.RunsAfter))
            Visit(this[name], ordered, visiting);
        ordered.Add(stage);
    }
}
