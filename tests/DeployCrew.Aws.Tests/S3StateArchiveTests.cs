using System.Net.Http.Headers;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests;

[Trait("Category", "real")]
public sealed class S3StateArchiveTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Files_WrittenListedReadAndDeleted_AreThereAndGone()
    {
        using var archive = new S3StateArchive(Moto.Connection);
        var bucket = Moto.Name();
        Assert.False(await archive.ExistsAsync(bucket, default));
        Assert.Null(await archive.ReadAsync(bucket, "state", default));
        Assert.Empty(await archive.ListAsync(bucket, "", default));
        await CreateAsync(bucket);
        Assert.True(await archive.ExistsAsync(bucket, default));

        await archive.WriteAsync(bucket, "locks/dev/1.json", "one"u8.ToArray(), default);
        await archive.WriteAsync(bucket, "locks/prod/2.json", "two"u8.ToArray(), default);

        Assert.Equal(["locks/dev/1.json"], await archive.ListAsync(bucket, "locks/dev/", default));
        Assert.Equal("one"u8.ToArray(), await archive.ReadAsync(bucket, "locks/dev/1.json", default));
        await archive.DeleteAsync(bucket, "locks/dev/1.json", default);
        Assert.Null(await archive.ReadAsync(bucket, "locks/dev/1.json", default));
    }

    private static async Task CreateAsync(string bucket)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Moto.Connection.Endpoint!, bucket))
        {
            Content = new StringContent("<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>"),
        };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(
            "AWS4-HMAC-SHA256 Credential=x/20261121/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
