using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;

namespace DeployCrew.Core.Tests.Ports;

public sealed class SecretTests
{
    private readonly Secret secret = new("hunter2");

    [Fact]
    public void Print_Anywhere_IsMasked()
    {
        Assert.Equal("***", secret.ToString());
        Assert.Equal("password ***", $"password {secret}");
        Assert.DoesNotContain("hunter2", new Holder(secret).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_Anywhere_IsMasked()
    {
        Assert.Equal("{\"password\":\"***\"}", JsonSerializer.Serialize(new Holder(secret), JsonFormat.Compact));
        Assert.Equal("\"***\"", JsonSerializer.Serialize<object>(secret));
    }

    [Fact]
    public void Deserialize_Ever_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"hunter2\""));

    [Fact]
    public void Reveal_AndEquality_AreOfTheValue()
    {
        Assert.Equal("hunter2", secret.Reveal());
        Assert.Equal(new Secret("hunter2"), secret);
        Assert.NotEqual(new Secret("hunter3"), secret);
    }

    private sealed record Holder(Secret Password);
}
