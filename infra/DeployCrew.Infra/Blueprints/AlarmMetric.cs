namespace DeployCrew.Infra.Blueprints;

/// <summary>A metric that must not stay above a value for some minutes.</summary>
internal sealed record AlarmMetric(string Namespace, string Name, string Statistic, int Above, int Minutes);
