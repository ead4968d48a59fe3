using System.Net;
using System.Text.RegularExpressions;
using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Tests.Access;

/// <summary>Every endpoint, whichever there will be.</summary>
public sealed partial class EndpointScopesTests(ServedToOthers served) : IClassFixture<ServedToOthers>
{
    // What nobody has to be known for.
    private static readonly string[] Open = ["/assets/{name}", "/sign-in", "/sign-in/begin", "/sign-out"];

    // What changes nothing, whatever its method says.
    private static readonly string[] Harmless = ["/api/v1/validate"];

    [Fact]
    public void Endpoints_AllOfThem_SayWhomTheyAreFor()
    {
        foreach (var endpoint in Endpoints())
        {
            var path = endpoint.RoutePattern.RawText!;
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy).ToArray();
            if (Open.Contains(path))
            {
                Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
                continue;
            }

            Assert.True(policies is [{ } only] && Enum.TryParse<AccessScope>(only, out _), $"{path} does not say whom it is for: ForViewers(), ForOperators() or ForApprovers()");
            Assert.Null(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.True(IsLook(endpoint) || Harmless.Contains(path) || Enum.Parse<AccessScope>(policies[0]!) >= AccessScope.Operator, $"{path} changes something and is for viewers");
        }
    }

    [Fact]
    public async Task Endpoints_EveryScope_LetInExactlyTheirOwn()
    {
        foreach (var endpoint in Endpoints().Where(one => !Open.Contains(one.RoutePattern.RawText)))
        {
            var needs = Enum.Parse<AccessScope>(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[0].Policy!);
            foreach (var method in Methods(endpoint))
            {
                var path = Value().Replace(endpoint.RoutePattern.RawText!, "x");
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(method, path, null));
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(method, path, TokenText.Create()));
                foreach (var (scope, token) in served.Tokens)
                {
                    var status = await StatusAsync(method, path, token);
                    Assert.True(status == HttpStatusCode.Forbidden == scope < needs && status != HttpStatusCode.Unauthorized, $"{method} {path} as {scope}: {status}");
                    Assert.True((int)status < 500, $"{method} {path} as {scope}: {status}");
                }
            }
        }
    }

    [Fact]
    public async Task Page_ThatDoesNotExist_IsNotToldToStrangers()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "/none", null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "/none", served.Tokens[AccessScope.Viewer]));
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? token)
    {
        using var answer = await served.SendAsync(method, path, token, method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    private IEnumerable<RouteEndpoint> Endpoints() => ((IEndpointRouteBuilder)served.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static IEnumerable<HttpMethod> Methods(RouteEndpoint endpoint) => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(one => new HttpMethod(one));

    private static bool IsLook(RouteEndpoint endpoint) => Methods(endpoint).All(method => method == HttpMethod.Get || method == HttpMethod.Head);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Value();
}
