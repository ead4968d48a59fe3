using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.S3;

/// <summary>Buckets as folders, objects as files, with what is known of each in a file beside it.</summary>
internal sealed class S3Store(string folder)
{
    private const string Facts = ".facts";

    /// <summary>Makes a bucket; false when it is there.</summary>
    public bool Create(string bucket)
    {
        if (Directory.Exists(FolderOf(bucket)))
            return false;
        Directory.CreateDirectory(FolderOf(bucket));
        return true;
    }

    public bool Has(string bucket) => Directory.Exists(FolderOf(bucket));

    /// <exception cref="AwsFault">NoSuchBucket.</exception>
    public void Require(string bucket)
    {
        if (!Has(bucket))
            throw new AwsFault("NoSuchBucket", $"The specified bucket does not exist: {bucket}", 404);
    }

    /// <exception cref="AwsFault">NoSuchBucket, BucketNotEmpty.</exception>
    public void Delete(string bucket)
    {
        Require(bucket);
        if (Keys(bucket).Count > 0)
            throw new AwsFault("BucketNotEmpty", "The bucket you tried to delete is not empty", 409);
        Directory.Delete(FolderOf(bucket), recursive: true);
    }

    public IReadOnlyList<string> Buckets() => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    public IReadOnlyList<string> Keys(string bucket) =>
        [.. Directory.GetFiles(FolderOf(bucket), "*" + Facts).Select(path => Key(Path.GetFileName(path)[..^Facts.Length])).Order(StringComparer.Ordinal)];

    /// <summary>Where an object's bytes are.</summary>
    public string PathOf(string bucket, string key) => Path.Combine(FolderOf(bucket), Name(key));

    /// <summary>A file to write an object to, before it is one.</summary>
    public string NewPart(string bucket) => Path.Combine(FolderOf(bucket), $".{Guid.NewGuid():n}.part");

    public S3Object? Find(string bucket, string key) => File.Exists(PathOf(bucket, key) + Facts)
        ? JsonSerializer.Deserialize<S3Object>(File.ReadAllBytes(PathOf(bucket, key) + Facts), JsonFormat.Compact) : null;

    /// <summary>Makes a part the object, replacing what was there.</summary>
    public void Put(string bucket, string key, string part, S3Object facts)
    {
        File.Move(part, PathOf(bucket, key), overwrite: true);
        File.WriteAllBytes(part + Facts + ".next", JsonSerializer.SerializeToUtf8Bytes(facts, JsonFormat.Compact));
        File.Move(part + Facts + ".next", PathOf(bucket, key) + Facts, overwrite: true);
    }

    public void Remove(string bucket, string key)
    {
        File.Delete(PathOf(bucket, key) + Facts);
        File.Delete(PathOf(bucket, key));
    }

    private string FolderOf(string bucket) => bucket.Length is >= 3 and <= 63 && bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && !bucket.StartsWith('.')
        ? Path.Combine(folder, bucket) : throw new AwsFault("InvalidBucketName", $"The specified bucket is not valid: {bucket}");

    // A key may be longer than a file's name, and have what no file's name may: hex keeps it apart from everything.
    private static string Name(string key) => key.Length is > 0 and <= 100
        ? Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(key)) : throw new AwsFault("KeyTooLongError", "The local cloud's S3 takes keys of up to 100 characters.");

    private static string Key(string name) => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(name));
}

/// <summary>What is known of an object.</summary>
internal sealed record S3Object(long Length, string ETag, string ContentType, DateTimeOffset ModifiedAt);
