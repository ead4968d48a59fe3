using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Listeners and their certificates. A listener says the port that was asked for; where it really listens is one of its attributes.</summary>
internal sealed class ElbListeners(StateStore store)
{
    private const string StandardPolicy = "ELBSecurityPolicy-2016-08";
    private const int MostCertificates = 26;

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateListener"] = Create,
        ["DescribeListeners"] = Describe,
        ["ModifyListener"] = Modify,
        ["DeleteListener"] = Delete,
        ["AddListenerCertificates"] = AddCertificates,
        ["RemoveListenerCertificates"] = RemoveCertificates,
        ["DescribeListenerCertificates"] = DescribeCertificates,
    };

    /// <summary>Removes what is remembered of a listener and its rules besides themselves.</summary>
    public static void Forget(CloudState state, ListenerState listener)
    {
        state.Tags.Remove(listener.Arn);
        foreach (var rule in listener.Rules)
            state.Tags.Remove(rule.Arn);
    }

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var balancer = ElbNames.Balancer(state, request.Text("LoadBalancerArn")!);
        var port = request.Number("Port") ?? throw new AwsFault("ValidationError", "A listener port must be specified");
        var protocol = request.Text("Protocol") ?? throw new AwsFault("ValidationError", "A listener protocol must be specified");
        var listener = new ListenerState
        {
            Arn = $"{balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{ElbNames.NewId()}",
            RequestedPort = port,
            Protocol = protocol,
            DefaultActions = ElbActions.Read(state, request.Objects("DefaultActions")),
        };
        TakeTls(listener, request, protocol);
        var known = balancer.Listeners.Find(one => one.RequestedPort == port);
        if (known is not null && !IsSame(known, listener))
            throw new AwsFault("DuplicateListener", "A listener already exists on this port for this load balancer");
        if (known is null)
        {
            ElbNames.Tags.Add(state, listener.Arn, request, "Tags");
            balancer.Listeners.Add(listener);
        }

        return new JsonObject { ["Listeners"] = new JsonArray(Json(balancer, known ?? listener)) };
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (arns, balancer) = (request.Texts("ListenerArns"), request.Text("LoadBalancerArn"));
        if (balancer is null == (arns.Count == 0))
            throw new AwsFault("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
        var found = balancer is not null
            ? ElbNames.Balancer(state, balancer).Listeners.OrderBy(listener => listener.RequestedPort).Select(listener => (Balancer: state.LoadBalancers[balancer], Listener: listener))
            : arns.Select(arn => ElbNames.Listener(state, arn));
        return call.List("Listeners", [.. found], pair => pair.Listener.RequestedPort.ToString("D5", CultureInfo.InvariantCulture) + pair.Listener.Arn, request, PageMembers.Balancing, 100, pair => Json(pair.Balancer, pair.Listener));
    });

    private JsonObject Modify(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (balancer, listener) = ElbNames.Listener(state, request.Text("ListenerArn")!);
        var port = request.Number("Port") ?? listener.RequestedPort;
        if (balancer.Listeners.Exists(one => one != listener && one.RequestedPort == port))
            throw new AwsFault("DuplicateListener", "A listener already exists on this port for this load balancer");
        var actions = request["DefaultActions"] is null ? listener.DefaultActions : ElbActions.Read(state, request.Objects("DefaultActions"));
        TakeTls(listener, request, request.Text("Protocol") ?? listener.Protocol);
        listener.DefaultActions = actions;
        if (port != listener.RequestedPort)
            (listener.RequestedPort, listener.Port) = (port, 0);
        return new JsonObject { ["Listeners"] = new JsonArray(Json(balancer, listener)) };
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (balancer, listener) = ElbNames.Listener(state, request.Text("ListenerArn")!);
        balancer.Listeners.Remove(listener);
        Forget(state, listener);
        return new JsonObject();
    });

    private JsonObject AddCertificates(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var listener = Secure(state, request);
        var added = request.Objects("Certificates").Select(one => one.Text("CertificateArn") ?? "").Except(listener.Certificates).ToArray();
        if (listener.Certificates.Count + added.Length > MostCertificates)
            throw new AwsFault("TooManyCertificates", $"A listener has {MostCertificates} certificates at the most");
        listener.Certificates.AddRange(added);
        return new JsonObject { ["Certificates"] = added.Select(arn => (JsonNode?)Certificate(arn, false)).ToJsonArray() };
    });

    private JsonObject RemoveCertificates(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var listener = Secure(state, request);
        var gone = request.Objects("Certificates").Select(one => one.Text("CertificateArn")).ToArray();
        if (gone.Contains(listener.Certificates.FirstOrDefault()))
            throw new AwsFault("OperationNotPermitted", "The default certificate of a listener cannot be removed; it can be replaced");
        listener.Certificates.RemoveAll(gone.Contains);
        return new JsonObject();
    });

    private JsonObject DescribeCertificates(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var certificates = ElbNames.Listener(state, request.Text("ListenerArn")!).Listener.Certificates;
        return call.List("Certificates", certificates, arn => arn, request, PageMembers.Balancing, 100, arn => Certificate(arn, arn == certificates[0]));
    });

    private static ListenerState Secure(CloudState state, JsonObject request)
    {
        var listener = ElbNames.Listener(state, request.Text("ListenerArn")!).Listener;
        return listener.Protocol == "HTTPS" ? listener : throw new AwsFault("UnsupportedProtocol", "Only HTTPS listeners have certificates");
    }

    private static void TakeTls(ListenerState listener, JsonObject request, string protocol)
    {
        if (protocol is not ("HTTP" or "HTTPS"))
            throw new AwsFault("UnsupportedProtocol", $"The local cloud has listeners of HTTP and HTTPS; it does not have {protocol}.");
        var named = request.Objects("Certificates").Select(one => one.Text("CertificateArn") ?? "").ToArray();
        if (protocol == "HTTPS" && named.Length == 0 && listener.Certificates.Count == 0 && listener.CertificateNames.Count == 0)
            throw new AwsFault("CertificateNotFound", "A certificate must be specified for HTTPS listeners");
        if (protocol == "HTTP" && named.Length > 0)
            throw new AwsFault("InvalidConfigurationRequest", "Certificates cannot be specified for HTTP listeners");
        listener.Protocol = protocol;
        if (protocol == "HTTP")
            listener.Certificates.Clear();
        else if (named.Length > 0)
            listener.Certificates = [named[0], .. listener.Certificates.Skip(1).Where(arn => arn != named[0])];
        listener.SslPolicy = protocol == "HTTPS" ? request.Text("SslPolicy") ?? listener.SslPolicy ?? StandardPolicy : null;
    }

    private static bool IsSame(ListenerState known, ListenerState wanted) => known.Protocol == wanted.Protocol && known.SslPolicy == wanted.SslPolicy
        && known.Certificates.SequenceEqual(wanted.Certificates) && JsonNode.DeepEquals(known.DefaultActions, wanted.DefaultActions);

    private static JsonObject Certificate(string arn, bool isDefault) => new() { ["CertificateArn"] = arn, ["IsDefault"] = isDefault };

    private static JsonObject Json(LoadBalancerState balancer, ListenerState listener) => new()
    {
        ["ListenerArn"] = listener.Arn,
        ["LoadBalancerArn"] = balancer.Arn,
        ["Port"] = listener.RequestedPort,
        ["Protocol"] = listener.Protocol,
        ["Certificates"] = listener.Certificates.Count == 0 ? null : new JsonArray(new JsonObject { ["CertificateArn"] = listener.Certificates[0] }),
        ["SslPolicy"] = listener.SslPolicy,
        ["DefaultActions"] = ElbActions.Json(listener.DefaultActions),
    };
}
