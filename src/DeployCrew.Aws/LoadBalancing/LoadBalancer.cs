namespace DeployCrew.Aws.LoadBalancing;

/// <summary>A load balancer.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="DnsName">Host name that it answers on.</param>
/// <param name="ZoneId">Hosted zone that alias records to it name.</param>
/// <param name="Type">application, network, gateway.</param>
/// <param name="Scheme">internet-facing or internal.</param>
/// <param name="VpcId">Its network.</param>
/// <param name="State">active, provisioning, active_impaired, failed.</param>
/// <param name="Reason">Why it is in that state.</param>
internal sealed record LoadBalancer(
    string Arn, string Name, string DnsName, string? ZoneId, string Type, string? Scheme, string? VpcId, string State, string? Reason);

/// <summary>A target group.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Protocol">HTTP, HTTPS, TCP, …; null for functions.</param>
/// <param name="Port">1-65535; null for functions.</param>
/// <param name="TargetType">ip, instance, lambda, alb.</param>
/// <param name="LoadBalancerArns">Load balancers that send traffic to it.</param>
/// <param name="HealthPath">Path of its health check; null for checks without one.</param>
/// <param name="HealthInterval">Time between two checks of a target.</param>
internal sealed record TargetGroup(
    string Arn, string Name, string? Protocol, int? Port, string TargetType, IReadOnlyList<string> LoadBalancerArns, string? HealthPath, TimeSpan HealthInterval);

/// <summary>A listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Port">1-65535.</param>
/// <param name="Protocol">HTTP, HTTPS, TCP, TLS, …</param>
/// <param name="SslPolicy">Security policy; null without TLS.</param>
/// <param name="Certificates">ARN of its default certificate.</param>
/// <param name="Forwards">Target groups of its default action.</param>
internal sealed record Listener(
    string Arn, int? Port, string? Protocol, string? SslPolicy, IReadOnlyList<string> Certificates, IReadOnlyList<WeightedTarget> Forwards);

/// <summary>A rule of a listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Priority">1-50000; null for the default one, which is asked last.</param>
/// <param name="IsDefault">Whether it is the default one.</param>
/// <param name="Conditions">What it matches: <c>host-header=app.example.com</c>.</param>
/// <param name="Forwards">Target groups that it forwards to, with their weights; empty for other actions.</param>
internal sealed record ListenerRule(string Arn, int? Priority, bool IsDefault, IReadOnlyList<string> Conditions, IReadOnlyList<WeightedTarget> Forwards);

/// <summary>A target group's share of a rule's traffic: its weight (0-999) over the sum of all.</summary>
internal sealed record WeightedTarget(string TargetGroupArn, int Weight);

/// <summary>A target of a target group.</summary>
/// <param name="Id">Address, instance id or function.</param>
/// <param name="Port">Its port; null for functions.</param>
/// <param name="State">initial, healthy, unhealthy, draining, unused, unavailable.</param>
/// <param name="Reason">Reason code, such as <c>Target.ResponseCodeMismatch</c>.</param>
/// <param name="Description">The load balancer's words.</param>
internal sealed record TargetState(string Id, int? Port, string State, string? Reason, string? Description);
