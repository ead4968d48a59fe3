using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Api.Models;

namespace DeployCrew.Rehearsal.Tests.Api;

public sealed class CborCodecTests
{
    private static readonly ServiceModel Model = ServiceModels.All["cloudwatch"];

    [Fact]
    public void WriteAndRead_AnAnswer_IsTheSame()
    {
        var answer = (JsonObject)JsonNode.Parse("""
            {"Label":"RequestCount","Datapoints":[{"Timestamp":1800000000.5,"Sum":3,"Unit":"Count","ExtendedStatistics":{"p99":0.25}},{"Timestamp":1800000060,"Sum":1.5}]}
            """)!;

        var read = CborCodec.Read(CborCodec.Write(Model, "GetMetricStatisticsOutput", answer));

        Assert.True(JsonNode.DeepEquals(answer, read), read.ToJsonString());
    }

    [Fact]
    public void Read_IndefiniteLengths_AreRead() => // {_ "a": [_ 1, -2], "b": true, "c": null, "d": h'0102', "e": 1(1.5)}
        Assert.Equal("""{"a":[1,-2],"b":true,"c":null,"d":"AQI=","e":1.5}""", CborCodec.Read(Convert.FromHexString("bf61619f0121ff6162f56163f66164420102" + "6165c1fb3ff8000000000000ff")).ToJsonString());

    [Fact]
    public void Read_NothingAtAll_IsAnEmptyObject() => Assert.Empty(CborCodec.Read([]));

    [Theory]
    [InlineData("01")]
    [InlineData("a1")]
    [InlineData("a10101")]
    [InlineData("ff")]
    [InlineData("a16161fb7ff0000000000000")]
    public void Read_WhatIsNoObject_IsAnErrorOfTheCaller(string hex) =>
        Assert.Equal("SerializationException", Assert.Throws<AwsFault>(() => CborCodec.Read(Convert.FromHexString(hex))).Code);

    [Fact]
    public void Read_NestedWithoutEnd_IsAnErrorOfTheCaller() =>
        Assert.Equal("SerializationException", Assert.Throws<AwsFault>(() => CborCodec.Read([0xa1, 0x61, 0x61, .. Enumerable.Repeat((byte)0x81, 100_000)])).Code);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_RandomBytes_IsAnObjectOrAnErrorOfTheCaller(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            bytes[0] = (byte)(0xa0 | (bytes[0] & 0x0f));
            try
            {
                CborCodec.Read(bytes);
            }
            catch (AwsFault fault)
            {
                Assert.Equal("SerializationException", fault.Code);
            }
        }
    }
}
