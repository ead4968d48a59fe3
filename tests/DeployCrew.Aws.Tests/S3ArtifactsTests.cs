using Amazon.S3.Model;
using DeployCrew.Core.Errors;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests;

/// <summary>A team's files in a bucket, by somebody else's S3.</summary>
[Trait("Category", "real")]
public sealed class S3ArtifactsTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Write_ThenRead_IsTheSameFileAndLaterOnesTakeItsPlace()
    {
        using var folder = new TemporaryFolder();
        var bucket = await BucketAsync();
        using var artifacts = new S3Artifacts(Moto.Connection, bucket, "crew/");
        var large = folder.Write("large", new string('x', 6 << 20));

        await artifacts.WriteAsync("runs/r1/0001.zip", large, default);
        await artifacts.WriteAsync("runs/r1/0002.zip", folder.Write("small", "first"), default);
        await artifacts.WriteAsync("runs/r1/0002.zip", folder.Write("small", "second"), default);
        await artifacts.ReadAsync("runs/r1/0001.zip", folder.In("a"), default);
        await artifacts.ReadAsync("runs/r1/0002.zip", folder.In("b"), default);

        Assert.Equal(await File.ReadAllBytesAsync(large), await File.ReadAllBytesAsync(folder.In("a")));
        Assert.Equal("second", await File.ReadAllTextAsync(folder.In("b")));
        using var client = S3Calls.Create(Moto.Connection);
        Assert.Equal(["crew/runs/r1/0001.zip", "crew/runs/r1/0002.zip"], (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket })).S3Objects.Select(one => one.Key));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Read_NotThere_IsDC9205AndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var artifacts = new S3Artifacts(Moto.Connection, await BucketAsync(), "");
        Assert.Equal("DC9205", (await Assert.ThrowsAsync<DeployError>(() => artifacts.ReadAsync("none.zip", folder.In("a"), default))).Code);
        Assert.False(File.Exists(folder.In("a")));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Write_NoSuchBucket_SaysWhatAwsSaid()
    {
        using var folder = new TemporaryFolder();
        using var artifacts = new S3Artifacts(Moto.Connection, "none-" + Moto.Name(), "");
        var error = await Assert.ThrowsAnyAsync<DeployError>(() => artifacts.WriteAsync("a.zip", folder.Write("a", "a"), default));
        Assert.Contains("NoSuchBucket", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> BucketAsync()
    {
        var bucket = Moto.Name();
        using var client = S3Calls.Create(Moto.Connection);
        await client.PutBucketAsync(new PutBucketRequest { BucketName = bucket, PutBucketConfiguration = new PutBucketConfiguration { LocationConstraint = "eu-west-1" } });
        return bucket;
    }
}
