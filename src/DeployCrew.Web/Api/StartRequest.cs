namespace DeployCrew.Web.Api;

/// <summary>What a run is started with: an upload, or a plan.</summary>
/// <param name="Upload">Id of the upload.</param>
/// <param name="Environment">Name of an environment of its requirements.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine on AWS, or null.</param>
/// <param name="Plan">Hash of the plan that is applied; nothing else is needed then.</param>
internal sealed record StartRequest(string? Upload, string? Environment, string? Target, string? Engine, string? Plan);

/// <summary>Where a rollback goes.</summary>
/// <param name="To">A task definition, service revision or image digest that was live; null: what was live before.</param>
/// <param name="Service">The service; null: all of them.</param>
internal sealed record RollbackBody(string? To, string? Service);

/// <summary>That an environment is to be destroyed.</summary>
/// <param name="Confirm"><c>project/environment</c>, as somebody typed it.</param>
/// <param name="IncludeProtected">Whether protected data goes too.</param>
internal sealed record DestroyBody(string? Confirm, bool IncludeProtected);

/// <summary>A run that was started.</summary>
/// <param name="RunId">Its name.</param>
internal sealed record StartedRun(string RunId);
