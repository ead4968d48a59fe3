using DeployCrew.Core.Secrets;

namespace DeployCrew.Core.Tests.Secrets;

public sealed class RedactorTests
{
    // Put together here, so that nobody takes the tests for a leak.
    private const string AccessKey = "AKIA" + "Z7Q3M5R8T1V4X6B2";
    private const string SecretKey = "k9Jd72hSlqPz0aYt5uVbNm3wXcRe8oGf1iLsKjHh";
    private const string GitHubToken = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    [Theory]
    [InlineData("operator: DB_PASSWORD=hunter2-Zx81 and so on", "operator: DB_PASSWORD=*** and so on")]
    [InlineData("DB_PASSWORD=correct-horse-battery next", "DB_PASSWORD=*** next")]
    [InlineData("{\"client_secret\": \"s3cr3t-value-1\", \"id\": 7}", "{\"client_secret\": \"***\", \"id\": 7}")]
    [InlineData("{\\\"token\\\":\\\"s3cr3t-value-1\\\"}", "{\\\"token\\\":\\\"***\\\"}")]
    [InlineData("postgres://app:hunter2hunter2@db:5432/app", "postgres://***@db:5432/app")]
    [InlineData("Server=db;User Id=app;Password=hunter2hunter2;Pooling=true", "Server=db;User Id=app;Password=***;Pooling=true")]
    [InlineData("Authorization: Bearer abcdef0123456789", "Authorization: Bearer ***")]
    [InlineData("curl -H 'authorization: basic dXNlcjpwYXNz'", "curl -H 'authorization: basic ***'")]
    [InlineData("pushed with " + GitHubToken + ", twice", "pushed with ***, twice")]
    [InlineData("key " + AccessKey + " is not allowed", "key *** is not allowed")]
    [InlineData(AccessKey + "\n" + SecretKey, "***\n***")]
    [InlineData("aws_secret_access_key = " + SecretKey, "***")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!", "jwt ***")]
    [InlineData("a\n-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIO\n-----END EC PRIVATE KEY-----\nb", "a\n***\nb")]
    [InlineData("a\n-----BEGIN PRIVATE KEY-----\nMHcCAQEEIO", "a\n***")]
    public void Redact_ASecret_IsGone(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("web: sha256:f56300e99e564bd2907e4c63aa3a07d00acf844789b4dafd84dc686675cc1127, 5 KiB")]
    [InlineData("DB_PASSWORD_FILE=/run/secrets/db")]
    [InlineData("PASSWORD=${DB_PASSWORD}")]
    [InlineData("the secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:db is not there")]
    [InlineData("https://localhost:29598/health answered 500")]
    [InlineData("72 created, 0 updated, 0 deleted, 0 unchanged")]
    [InlineData("")]
    public void Redact_WhatIsNone_Stays(string text) => Assert.Equal(text, Redactor.Redact(text));

    [Fact]
    public void Redact_Twice_ChangesNothingMore()
    {
        var once = Redactor.Redact("DB_PASSWORD=correct-horse-battery Authorization: Bearer abcdef0123456789");

        Assert.Equal(once, Redactor.Redact(once));
    }

    [Fact]
    public void Redact_ALongText_TakesNoTime()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Redactor.Redact(string.Concat(Enumerable.Repeat("password=eyJ://:@ AKIA -----BEGIN PRIVATE KEY ", 20_000)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
