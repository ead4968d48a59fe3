namespace DeployCrew.Rehearsal.Faults;

/// <summary>The faults that hold now.</summary>
internal sealed class FaultPlan
{
    // The same faults in the same order give the same bad day again.
    private const int Seed = 1;

    private readonly Lock gate = new();
    private readonly List<Held> rules = [];
    private int last;

    /// <summary>How far the cloud's clock is ahead.</summary>
    public TimeSpan Skew
    {
        get
        {
            lock (gate)
                return TimeSpan.FromSeconds(rules.Where(held => held.Rule.Kind == FaultKind.Skew).Sum(held => held.Rule.Seconds));
        }
    }

    /// <summary>The faults, oldest first.</summary>
    public IReadOnlyList<FaultRule> List()
    {
        lock (gate)
            return [.. rules.Select(held => held.Rule with { Hits = held.Hits })];
    }

    /// <summary>Adds a fault without problems. Returns it with its id.</summary>
    public FaultRule Add(FaultRule rule)
    {
        lock (gate)
        {
            var added = rule with { Id = ++last, Hits = 0, Seconds = rule.Seconds == 0 ? FaultRule.DefaultSeconds(rule.Kind) : rule.Seconds };
            rules.Add(new Held(added));
            return added;
        }
    }

    /// <summary>Removes one fault, or all. Returns how many there were.</summary>
    public int Clear(int? id)
    {
        lock (gate)
            return rules.RemoveAll(held => id is null || held.Rule.Id == id);
    }

    /// <summary>The fault that hits a call, if one does: the first that fits and is drawn.</summary>
    public FaultRule? Draw(string service, string operation)
    {
        lock (gate)
            return rules.Find(held => held.Fits(service, operation) && held.Draw())?.Rule;
    }

    private sealed class Held(FaultRule rule)
    {
        private readonly Random random = new(Seed);

        public FaultRule Rule { get; } = rule;

        public int Hits { get; private set; }

        public bool Fits(string service, string operation) => Rule.Kind != FaultKind.Skew
            && (Rule.Service ?? service) == service && (Rule.Operation ?? operation) == operation && (Rule.Times is null || Hits < Rule.Times);

        public bool Draw()
        {
            if (random.Next(100) >= Rule.Percent)
                return false;
            Hits++;
            return true;
        }
    }
}
