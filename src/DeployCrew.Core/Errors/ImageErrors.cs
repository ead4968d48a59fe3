namespace DeployCrew.Core.Errors;

/// <summary>DC33xx: building and unpacking images; DC34xx: the registry; DC35xx: the Docker Engine.</summary>
public static class ImageErrors
{
    /// <summary>A folder that should hold an image.</summary>
    public static DeployError NotALayout(string folder, string why) => new("DC3301",
        $"'{folder}' is not an OCI image layout: {why}", "Build the image again.");

    /// <summary>Bytes that are not what they should be.</summary>
    public static DeployError DigestMismatch(string expected, string actual) => new("DC3302",
        $"Expected {expected}, but the content is {actual}.", "The copy is damaged or was changed: build or pull the image again.");

    /// <summary>An entry of a layer that would do something outside the image.</summary>
    public static DeployError UnsafeEntry(string entry, string why) => new("DC3303",
        $"Refused the layer's entry '{entry}': {why}.", "Do not run this image; build it again from a base that you trust.");

    /// <summary>A layer that unpacks to more than allowed.</summary>
    public static DeployError UnpackedTooLarge(long limit) => new("DC3304",
        $"The image unpacks to more than {limit} bytes.", "Use a smaller image.");

    /// <summary>A layer whose tar or gzip does not read.</summary>
    public static DeployError DamagedLayer(string digest, Exception cause) => new("DC3305",
        $"The layer {digest} is damaged: {cause.Message}", "Build or pull the image again.", cause: cause);

    /// <summary>A compression that we do not read.</summary>
    public static DeployError UnknownLayerFormat(string mediaType) => new("DC3306",
        $"Cannot unpack a layer of type '{mediaType}'.", "Build the image with gzip or zstd layers.");

    /// <summary>The disk refused.</summary>
    public static DeployError CannotStore(string folder, Exception cause) => new("DC3307",
        $"Cannot write the image to '{folder}': {cause.Message}", "Free some space, or check the folder's permissions.", cause: cause);

    /// <summary>Text where a digest belongs.</summary>
    public static DeployError InvalidDigest(string digest) => new("DC3308",
        $"'{digest}' is not a SHA-256 digest.", "Refer to the image as repository@sha256:<64 hex digits>.");

    /// <summary>A tool of the app's ecosystem ended with an error.</summary>
    public static DeployError BuildToolFailed(string command, int exitCode, IReadOnlyList<string> lastLines) => new("DC3309",
        $"'{command}' ended with exit code {exitCode}.", "Correct what its last lines say; the same command must work in the app's folder.",
        details: lastLines);

    /// <summary>The engine could not build the Dockerfile.</summary>
    public static DeployError DockerBuildFailed(string message, IReadOnlyList<string> lastLines) => new("DC3310",
        $"The Dockerfile does not build: {message}", "Correct the Dockerfile; 'docker build' in the app's folder shows the same.", details: lastLines);

    /// <summary>A Dockerfile, and nothing that could build it.</summary>
    public static DeployError DockerfileNeedsEngine(IReadOnlyList<string> reasons) => new("DC3311",
        "The app has a Dockerfile, and there is nothing to build it with.",
        "Start a Docker Engine (DOCKER_HOST names its socket), set up a remote builder, or remove the Dockerfile so that the app is detected and built without one.",
        details: reasons);

    /// <summary>A base image that cannot be had.</summary>
    public static DeployError BaseImageMissing(string image, string reason) => new("DC3312",
        $"The Dockerfile's base image '{image}' is not on the Docker Engine and cannot be pulled: {reason}",
        $"Check the name and the network, or load the image first ('docker pull {image}').");

    /// <summary>A Dockerfile for BuildKit, and the classic builder alone.</summary>
    public static DeployError DockerfileNeedsBuildKit(string file, int line, string what, string builder) => new("DC3324",
        $"{file}, line {line}: {what} needs BuildKit, and here is {builder}.",
        "Install docker's buildx plugin (Debian: docker-buildx, Docker's own packages: docker-buildx-plugin), name a remote builder in build.builder, or write the instruction without it.");

    /// <summary>A Dockerfile for a newer BuildKit than the engine has inside.</summary>
    public static DeployError DockerfileNeedsSyntax(string file, int line, string what, string engine) => new("DC3325",
        $"{file}, line {line}: {what} is newer than the Dockerfile reader inside Docker Engine {engine}.",
        "Write '# syntax=docker/dockerfile:1' as the first line, so that the engine fetches a reader that knows it, or use Docker Engine 23.0 or newer.");

    /// <summary>One of several platforms that is not what it was asked to be.</summary>
    public static DeployError BuiltForAnotherPlatform(string asked, string built) => new("DC3326",
        $"The image for {asked} came out as one for {built}.",
        "Remove '--platform' with a fixed value from the Dockerfile's FROM, or ask for one platform in build.platforms.");

    /// <summary>No builder can build the image.</summary>
    public static DeployError NotBuilt(IReadOnlyList<string> reasons) => new("DC3313",
        "Nothing here can build the image.", "Mend what one of the builders asks for; build.builder names the one to use.", details: reasons);

    /// <summary>A base image, and no folder to keep it in.</summary>
    public static DeployError BaseNeedsCache(string name) => new("DC3320",
        $"The base image '{name}' has to be kept somewhere, and there is no cache folder.", "Name a cache folder.");

    /// <summary>A base image that its registry does not give.</summary>
    public static DeployError BaseImageNotFetched(string name, Exception cause, bool isTransient) => new("DC3321",
        $"The base image '{name}' cannot be fetched: {cause.Message}",
        "Check the name and the network, 'docker login' where it is private, or name another in build.baseImage.", isTransient: isTransient, cause: cause);

    /// <summary>Docker's configuration, which holds the logins, does not read.</summary>
    public static DeployError DockerConfigUnreadable(string file, Exception cause) => new("DC3323",
        $"'{file}' cannot be read: {cause.Message}", "Correct it, or run 'docker login' again.", cause: cause);

    /// <summary>Zstandard is asked for, and the system has none.</summary>
    public static DeployError ZstdMissing() => new("DC3322",
        "The image's layers are compressed with Zstandard, and libzstd is not on this machine.",
        "Install it (Debian: libzstd1, Homebrew: zstd), or set build.compression to gzip.");

    /// <summary>401 or 403.</summary>
    public static DeployError RegistryDenied(string registry, string repository, int status) => new("DC3401",
        $"The registry '{registry}' refused access to '{repository}' ({status}).",
        "Check that the credentials are current and may push and pull (ecr:PutImage, ecr:BatchGetImage, …).");

    /// <summary>404 for a repository.</summary>
    public static DeployError RepositoryMissing(string registry, string repository) => new("DC3402",
        $"The repository '{repository}' does not exist in '{registry}'.", "Run 'deploycrew provision' first: it creates the repository.");

    /// <summary>404 for an image.</summary>
    public static DeployError ImageMissing(string reference) => new("DC3403",
        $"There is no image '{reference}'.", "Push it first, or correct the reference.");

    /// <summary>429 or 5xx.</summary>
    public static DeployError RegistryBusy(string registry, string what, int status, string body) => new("DC3404",
        $"The registry '{registry}' answered {status} to {what}{(body.Length > 0 ? ": " + body : ".")}",
        "Wait a little and run the command again; finished layers are not sent twice.", isTransient: true);

    /// <summary>No connection, or one that broke.</summary>
    public static DeployError RegistryUnreachable(string registry, string what, Exception cause) => new("DC3405",
        $"Cannot reach the registry '{registry}' for {what}: {cause.Message}",
        "Check the network and the registry's address, then run the command again; finished layers are not sent twice.",
        isTransient: true, cause: cause);

    /// <summary>Any other answer.</summary>
    public static DeployError RegistryRefused(string registry, string what, int status, string body) => new("DC3406",
        $"The registry '{registry}' answered {status} to {what}{(body.Length > 0 ? ": " + body : ".")}", "Correct what the answer says.");

    /// <summary>A tag that is taken and may not move.</summary>
    public static DeployError TagTaken(string repository, string tag, string digest) => new("DC3407",
        $"The tag '{tag}' of '{repository}' belongs to another image ({digest}) and is immutable.", "Push without a tag (by digest), or choose another tag.");

    /// <summary>Text where an image reference belongs.</summary>
    public static DeployError InvalidReference(string reference) => new("DC3408",
        $"'{reference}' is not an image reference.", "Write it as registry/repository@sha256:… or registry/repository:tag.");

    /// <summary>No image in a list for this machine's platform.</summary>
    public static DeployError PlatformMissing(string reference, string platform) => new("DC3409",
        $"'{reference}' has no image for {platform}.", "Push an image for that platform.");

    /// <summary>A manifest that is no image's.</summary>
    public static DeployError InvalidManifest(string reference, string why) => new("DC3410",
        $"The manifest of '{reference}' cannot be read: {why}.", "Push the image again.");

    /// <summary>Nobody answers at the socket.</summary>
    public static DeployError EngineUnreachable(string address, Exception cause) => new("DC3501",
        $"No Docker Engine at {address}{(SocketIsMissing(address) ? "" : $": {cause.Message}")}", "Start the Docker Engine, or set DOCKER_HOST to its socket.", isTransient: true, cause: cause);

    // The system's word for a socket file that is not there is no help ("Cannot assign requested address").
    private static bool SocketIsMissing(string address) =>
        address.StartsWith("unix://", StringComparison.Ordinal) && !File.Exists(address["unix://".Length..]);

    /// <summary>The engine said no.</summary>
    public static DeployError EngineRefused(string what, int status, string message) => new("DC3502",
        $"The Docker Engine answered {status} to {what}: {message}", "Correct what the answer says.", isTransient: status >= 500);

    /// <summary>An address that is neither a unix socket nor TCP.</summary>
    public static DeployError EngineAddressUnknown(string address) => new("DC3503",
        $"DOCKER_HOST '{address}' is neither unix:// nor tcp://.", "Set DOCKER_HOST to a unix:// or tcp:// address, or unset it.");
}
