namespace DeployCrew.Explaining;

/// <summary>Something that is so, by the stack's model, the policy, the price table or the plan.</summary>
/// <param name="Id">What a sentence cites: a resource's logical name, a finding (<c>DCP103:web-alb</c>), <c>cost</c>, <c>cost:NAME</c>, <c>domain</c>, <c>way-out</c>.</param>
/// <param name="Text">What is so.</param>
public sealed record Fact(string Id, string Text);
