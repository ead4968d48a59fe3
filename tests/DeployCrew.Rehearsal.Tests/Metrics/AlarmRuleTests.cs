using DeployCrew.Rehearsal.Metrics;

namespace DeployCrew.Rehearsal.Tests.Metrics;

public sealed class AlarmRuleTests
{
    [Theory]
    [InlineData("GreaterThanThreshold", 5, "OK")]
    [InlineData("GreaterThanThreshold", 5.1, "ALARM")]
    [InlineData("GreaterThanOrEqualToThreshold", 5, "ALARM")]
    [InlineData("LessThanThreshold", 5, "OK")]
    [InlineData("LessThanThreshold", 4.9, "ALARM")]
    [InlineData("LessThanOrEqualToThreshold", 5, "ALARM")]
    public void Judge_OneValue_IsCompared(string comparison, double value, string expected) =>
        Assert.Equal(expected, new AlarmRule(comparison, 5, 1, "missing").Judge([value]));

    [Theory]
    [InlineData("missing", "INSUFFICIENT_DATA")]
    [InlineData("ignore", null)]
    [InlineData("breaching", "ALARM")]
    [InlineData("notBreaching", "OK")]
    public void Judge_NoValueAtAll_IsAsMissingDataIsToBeTreated(string missing, string? expected) =>
        Assert.Equal(expected, new AlarmRule("GreaterThanThreshold", 5, 2, missing).Judge([null, null]));

    [Theory]
    [InlineData(9.0, 1.0, 9.0, "ALARM")]
    [InlineData(9.0, 1.0, 1.0, "OK")]
    [InlineData(9.0, null, 1.0, "OK")]
    public void Judge_TwoOfThree_NeedsTwo(double? first, double? second, double? third, string expected) =>
        Assert.Equal(expected, new AlarmRule("GreaterThanThreshold", 5, 2, "missing").Judge([first, second, third]));

    [Fact]
    public void Judge_ValueMissingAndBreaching_CountsAsOne() =>
        Assert.Equal("ALARM", new AlarmRule("GreaterThanThreshold", 5, 2, "breaching").Judge([9, null, 1]));
}
