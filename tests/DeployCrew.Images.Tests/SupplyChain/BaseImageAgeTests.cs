using DeployCrew.Images.SupplyChain;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.SupplyChain;

public sealed class BaseImageAgeTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(1, "base node:22 is 1 day old (of 2026-11-20)")]
    [InlineData(90, "base node:22 is 90 days old (of 2026-08-23)")]
    [InlineData(94, "warning: base node:22 is 94 days old (of 2026-08-19): a newer one has the fixes since")]
    public void Note_Age_WarnsFromNinetyDaysOn(int days, string expected) => Assert.Equal(expected, Note(_time.GetUtcNow().AddDays(-days)));

    [Fact]
    public void Note_ImageThatDoesNotSayWhenItWasMade_IsNothing()
    {
        Assert.Null(Note(null));
        Assert.Null(Note(DateTimeOffset.UnixEpoch));
    }

    private string? Note(DateTimeOffset? created) => BaseImageAge.Note(new BaseImageUse("node:22", null, created), _time);
}
