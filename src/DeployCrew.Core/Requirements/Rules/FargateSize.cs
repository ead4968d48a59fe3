using System.Globalization;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>The pairs of CPU and memory that Fargate has (Linux; "Task size" in the Amazon ECS developer guide).</summary>
/// <param name="Least">Least memory in MiB.</param>
/// <param name="Most">Most memory in MiB.</param>
/// <param name="Step">Memory comes in multiples of this.</param>
internal sealed record FargateSize(int Least, int Most, int Step)
{
    private static readonly Dictionary<int, FargateSize> ByCpu = new()
    {
        [256] = new(512, 2048, 512),
        [512] = new(1024, 4096, 1024),
        [1024] = new(2048, 8192, 1024),
        [2048] = new(4096, 16384, 1024),
        [4096] = new(8192, 30720, 1024),
        [8192] = new(16384, 61440, 4096),
        [16384] = new(32768, 122880, 8192),
    };

    /// <summary>What goes with a number of CPU units, or null when Fargate does not have that number.</summary>
    public static FargateSize? Of(int cpu) => ByCpu.GetValueOrDefault(cpu);

    public bool Has(int memory)
    {
        // 256 CPU units have 512, 1024 and 2048 MiB, but not 1536.
        if (Least == 512 && memory == 1536)
            return false;
        return memory >= Least && memory <= Most && memory % Step == 0;
    }

    public override string ToString() => Least == 512
        ? "512, 1024 or 2048 MiB"
        : string.Create(CultureInfo.InvariantCulture, $"{Least} to {Most} MiB in steps of {Step}");
}
