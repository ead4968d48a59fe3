namespace DeployCrew.Core.Access;

/// <summary>One line of the audit trail. It never holds a token, a secret or a body.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who: <c>token NAME</c>, <c>NAME (SUBJECT)</c> of the provider, the user of this machine, or <c>nobody</c>.</param>
/// <param name="Scope">What they might do; null: nobody knew them.</param>
/// <param name="What">Method and route, such as <c>POST /api/v1/runs/{id}/cancel</c>, or a command.</param>
/// <param name="Ids">The route's values.</param>
/// <param name="From">Address that it came from; null: the command line.</param>
/// <param name="Outcome">Status that was answered, with our code where it was refused; of a command <c>done</c>.</param>
public sealed record AuditEntry(
    DateTimeOffset At, string Who, AccessScope? Scope, string What, IReadOnlyDictionary<string, string> Ids, string? From, string Outcome);
