namespace DeployCrew.Infra.Terraform;

/// <summary>
/// Whether a resource that has to be replaced is created anew before the old one is deleted.
/// <para>
/// Pulumi creates first, except where a resource has a name given by us, which nothing else can have meanwhile. Terraform deletes first, and
/// nearly all that a stack has is named, or takes an address block or a priority that cannot be taken twice: so its order is right for these.
/// To create first is needed where the old one is in use until the new one is there, and AWS refuses to delete it as long. Terraform does
/// the same then to everything that such a resource depends on, named or not: it must depend on nothing.
/// </para>
/// </summary>
internal static class ReplacementOrder
{
    // The listener keeps a certificate until it has the next.
    private static readonly HashSet<string> First = new(["aws:acm/certificate:Certificate"], StringComparer.Ordinal);

    public static bool CreatesFirst(string type) => First.Contains(type);
}
