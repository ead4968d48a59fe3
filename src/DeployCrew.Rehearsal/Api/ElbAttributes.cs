using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Attributes of load balancers, target groups and listeners, with what they are as long as nobody has set them.</summary>
internal sealed class ElbAttributes(StateStore store)
{
    /// <summary>Where a listener really listens on this machine: of the local cloud only, and not to be set.</summary>
    public const string LocalPort = "deploycrew.local_port";

    private const string Delay = "deregistration_delay.timeout_seconds";

    private static readonly Dictionary<string, string> OfBalancers = Defaults("""
        access_logs.s3.enabled=false access_logs.s3.bucket= access_logs.s3.prefix= connection_logs.s3.enabled=false connection_logs.s3.bucket=
        connection_logs.s3.prefix= idle_timeout.timeout_seconds=60 client_keep_alive.seconds=3600 deletion_protection.enabled=false
        load_balancing.cross_zone.enabled=true routing.http2.enabled=true routing.http.drop_invalid_header_fields.enabled=false
        routing.http.xff_client_port.enabled=false routing.http.preserve_host_header.enabled=false routing.http.xff_header_processing.mode=append
        routing.http.desync_mitigation_mode=defensive routing.http.x_amzn_tls_version_and_cipher_suite.enabled=false waf.fail_open.enabled=false
        zonal_shift.config.enabled=false
        """);

    private static readonly Dictionary<string, string> OfGroups = Defaults("""
        stickiness.enabled=false stickiness.type=lb_cookie stickiness.lb_cookie.duration_seconds=86400 stickiness.app_cookie.cookie_name=
        stickiness.app_cookie.duration_seconds=86400 slow_start.duration_seconds=0 load_balancing.algorithm.type=round_robin
        load_balancing.algorithm.anomaly_mitigation=off load_balancing.cross_zone.enabled=use_load_balancer_configuration
        target_group_health.dns_failover.minimum_healthy_targets.count=1 target_group_health.dns_failover.minimum_healthy_targets.percentage=off
        target_group_health.unhealthy_state_routing.minimum_healthy_targets.count=1
        target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage=off
        """);

    private static readonly Dictionary<string, string> OfListeners = Defaults("""
        routing.http.response.server.enabled=true routing.http.response.strict_transport_security.header_value=
        routing.http.response.access_control_allow_origin.header_value= routing.http.response.access_control_allow_methods.header_value=
        routing.http.response.access_control_allow_headers.header_value= routing.http.response.access_control_allow_credentials.header_value=
        routing.http.response.access_control_expose_headers.header_value= routing.http.response.access_control_max_age.header_value=
        routing.http.response.content_security_policy.header_value= routing.http.response.x_content_type_options.header_value=
        routing.http.response.x_frame_options.header_value= routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name=
        routing.http.request.x_amzn_mtls_clientcert_issuer.header_name= routing.http.request.x_amzn_mtls_clientcert_subject.header_name=
        routing.http.request.x_amzn_mtls_clientcert_validity.header_name= routing.http.request.x_amzn_mtls_clientcert_leaf.header_name=
        routing.http.request.x_amzn_mtls_clientcert.header_name= routing.http.request.x_amzn_tls_version.header_name=
        routing.http.request.x_amzn_tls_cipher_suite.header_name=
        """);

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["DescribeLoadBalancerAttributes"] = (request, _) => store.Read(state => Json(Balancer(state, request), OfBalancers)),
        ["ModifyLoadBalancerAttributes"] = (request, _) => store.Change(state =>
        {
            Set(Balancer(state, request), OfBalancers, request, "Load balancer");
            return Json(Balancer(state, request), OfBalancers);
        }),
        ["DescribeTargetGroupAttributes"] = (request, _) => store.Read(state => Json(Group(state, request))),
        ["ModifyTargetGroupAttributes"] = ModifyGroup,
        ["DescribeListenerAttributes"] = (request, _) => store.Read(state => Json(Listener(state, request))),
        ["ModifyListenerAttributes"] = (request, _) => store.Change(state =>
        {
            Set(Listener(state, request).Attributes, OfListeners, request, "Listener");
            return Json(Listener(state, request));
        }),
    };

    // The delay is what draining goes by; it is not only kept.
    private JsonObject ModifyGroup(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var group = Group(state, request);
        int? delay = null;
        if (request.Objects("Attributes").LastOrDefault(one => one.Text("Key") == Delay)?.Text("Value") is { } text)
        {
            delay = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3600 ? seconds
                : throw new AwsFault("ValidationError", $"'{text}' is not a valid value for {Delay}: it is from 0 to 3600");
        }

        Set(group.Attributes, OfGroups, request, "Target group", Delay);
        group.DeregistrationDelaySeconds = delay ?? group.DeregistrationDelaySeconds;
        return Json(group);
    });

    private static void Set(SortedDictionary<string, string> attributes, Dictionary<string, string> known, JsonObject request, string what, string? besides = null)
    {
        var given = request.Objects("Attributes").Select(one => (Key: one.Text("Key") ?? "", Value: one.Text("Value") ?? "")).Where(one => one.Key != besides).ToArray();
        if (given.FirstOrDefault(one => !known.ContainsKey(one.Key)) is { Key: { } unknown })
            throw new AwsFault("InvalidConfigurationRequest", $"{what} attribute key '{unknown}' is not recognized");
        foreach (var (key, value) in given)
            attributes[key] = value;
    }

    private static SortedDictionary<string, string> Balancer(CloudState state, JsonObject request) => ElbNames.Balancer(state, request.Text("LoadBalancerArn")!).Attributes;

    private static TargetGroupState Group(CloudState state, JsonObject request) => ElbNames.Group(state, request.Text("TargetGroupArn")!);

    private static ListenerState Listener(CloudState state, JsonObject request) => ElbNames.Listener(state, request.Text("ListenerArn")!).Listener;

    private static JsonObject Json(TargetGroupState group) =>
        Json(group.Attributes, OfGroups, (Delay, group.DeregistrationDelaySeconds.ToString(CultureInfo.InvariantCulture)));

    private static JsonObject Json(ListenerState listener) =>
        Json(listener.Attributes, OfListeners, (LocalPort, listener.Port.ToString(CultureInfo.InvariantCulture)));

    private static JsonObject Json(SortedDictionary<string, string> attributes, Dictionary<string, string> defaults, params (string Key, string Value)[] more) => new()
    {
        ["Attributes"] = defaults.Select(pair => (pair.Key, Value: attributes.GetValueOrDefault(pair.Key, pair.Value))).Concat(more)
            .Select(one => (JsonNode?)new JsonObject { ["Key"] = one.Key, ["Value"] = one.Value }).ToJsonArray(),
    };

    private static Dictionary<string, string> Defaults(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
