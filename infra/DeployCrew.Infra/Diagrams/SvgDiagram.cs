using DeployCrew.Infra.Diagrams.Svg;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Diagrams;

/// <summary>The architecture as a picture for documents and browsers: SVG, by itself.</summary>
public static class SvgDiagram
{
    /// <summary>Network with zones and subnets, load balancer, services, data, and who talks to whom, in one environment. The same input
    /// gives the same text.</summary>
    public static string Write(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        return SvgText.Write(Layout.Of(Architecture.Of(model, configuration)));
    }
}
