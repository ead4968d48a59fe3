namespace DeployCrew.Core.Requirements.Rules;

/// <summary>One subnet that an environment lists.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Block">What it means, or null when it is not an address block.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Subnet(string Text, AddressBlock? Block, Place Place)
{
    /// <summary>Every readable subnet of an environment, public ones first.</summary>
    public static List<Subnet> In(RuleContext context, string environment)
    {
        var requirements = context.Document.Environments[environment];
        return [.. Listed(context, environment, "publicSubnets", requirements.PublicSubnets),
            .. Listed(context, environment, "privateSubnets", requirements.PrivateSubnets)];
    }

    private static IEnumerable<Subnet> Listed(RuleContext context, string environment, string list, IReadOnlyList<string> blocks)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            var number = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (context.Readable("environments", environment, list, number))
                yield return new(blocks[index], AddressBlock.Parse(blocks[index]), context.At("environments", environment, list, number));
        }
    }
}
