using DeployCrew.Core.Ports;
using DeployCrew.Testing;
using DeployCrew.Testing.Access;

namespace DeployCrew.Postgres.Tests;

/// <summary>Tokens and audit trail of a team: what every access store does, on a real PostgreSQL.</summary>
[Trait("Category", "real")]
public sealed class AccessStoreTests
{
    public static TheoryData<string> Contract() =>
        [.. typeof(AccessStoreContract).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), false)).Select(method => method.Name)];

    [RealTheory(TestDatabase.Variable)]
    [MemberData(nameof(Contract))]
    public async Task Store_Contract_Holds(string fact)
    {
        await using var database = await TestDatabase.CreateAsync();
        await (Task)typeof(AccessStoreContract).GetMethod(fact)!.Invoke(new OnPostgres(database), null)!;
    }

    private sealed class OnPostgres(TestDatabase database) : AccessStoreContract
    {
        protected override IAccessStore Open() => new PostgresAccessStore(database.Source);
    }
}
