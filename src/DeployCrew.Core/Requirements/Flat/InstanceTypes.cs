namespace DeployCrew.Core.Requirements.Flat;

/// <summary>
/// Fargate tasks that come nearest to EC2 instance types: the instance's memory, and its vCPUs as far as Fargate has them with that memory.
/// <code>
/// family     size      vCPU  GiB    CPU units  MiB
/// t2,t3,t4g  nano      1-2   0.5    256        512
///            micro     1-2   1      512        1024
///            small     1-2   2      1024       2048
///            medium    2     4      2048       4096
///            large     2     8      2048       8192
///            xlarge    4     16     4096       16384
///            2xlarge   8     32     8192       32768
/// c          large     2     4      2048       4096    and on, doubling, to 4xlarge (16 vCPU, 32 GiB)
/// m          large     2     8      2048       8192    and on, doubling, to 4xlarge (16 vCPU, 64 GiB)
/// r          large     2     16     2048       16384   xlarge and 2xlarge: 30 and 60 GiB, the most with 4 and 8 vCPUs
/// </code>
/// </summary>
internal static class InstanceTypes
{
    /// <summary>Used where a type is not in the table.</summary>
    public static readonly (int Cpu, int Memory) Fallback = (256, 512);

    private static readonly Dictionary<string, (int Cpu, int Memory)> Burstable = new(StringComparer.Ordinal)
    {
        ["nano"] = (256, 512),
        ["micro"] = (512, 1024),
        ["small"] = (1024, 2048),
        ["medium"] = (2048, 4096),
        ["large"] = (2048, 8192),
        ["xlarge"] = (4096, 16384),
        ["2xlarge"] = (8192, 32768),
    };

    private static readonly Dictionary<string, (int Cpu, int Memory)> Compute = new(StringComparer.Ordinal)
    {
        ["medium"] = (1024, 2048),
        ["large"] = (2048, 4096),
        ["xlarge"] = (4096, 8192),
        ["2xlarge"] = (8192, 16384),
        ["4xlarge"] = (16384, 32768),
    };

    private static readonly Dictionary<string, (int Cpu, int Memory)> General = new(StringComparer.Ordinal)
    {
        ["medium"] = (1024, 4096),
        ["large"] = (2048, 8192),
        ["xlarge"] = (4096, 16384),
        ["2xlarge"] = (8192, 32768),
        ["4xlarge"] = (16384, 65536),
    };

    private static readonly Dictionary<string, (int Cpu, int Memory)> Memory = new(StringComparer.Ordinal)
    {
        ["medium"] = (1024, 8192),
        ["large"] = (2048, 16384),
        ["xlarge"] = (4096, 30720),
        ["2xlarge"] = (8192, 61440),
        ["4xlarge"] = (16384, 122880),
    };

    /// <summary>CPU units and MiB for a type such as <c>t3.micro</c>, or null when it is not in the table.</summary>
    public static (int Cpu, int Memory)? TaskSize(string type)
    {
        var parts = type.Split('.');
        if (parts.Length != 2 || parts[0].Length < 2 || !char.IsAsciiDigit(parts[0][1]))
            return null;
        var sizes = parts[0][0] switch
        {
            't' => Burstable,
            'c' => Compute,
            'm' => General,
            'r' => Memory,
            _ => null,
        };
        return sizes is not null && sizes.TryGetValue(parts[1], out var size) ? size : null;
    }
}
