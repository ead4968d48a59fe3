using System.Globalization;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>An IPv4 address with a prefix length, such as <c>10.0.0.0/16</c>.</summary>
internal readonly record struct AddressBlock(uint Address, int Length)
{
    private uint Mask => Length == 0 ? 0 : uint.MaxValue << (32 - Length);

    /// <summary>The block that the address is in: host bits cleared.</summary>
    public AddressBlock Network => this with { Address = Address & Mask };

    public bool HasHostBits => Network != this;

    public bool Contains(AddressBlock other) => other.Length >= Length && (other.Address & Mask) == (Address & Mask);

    public bool Overlaps(AddressBlock other) => Contains(other) || other.Contains(this);

    /// <summary>Reads four plain decimal numbers and a length, nothing looser: 010.0.0.0 is octal to some, and 10/8 is not what AWS
    /// takes.</summary>
    public static AddressBlock? Parse(string text)
    {
        var parts = text.Split('.', '/');
        if (parts.Length != 5 || text.Count(character => character == '/') != 1
            || text.LastIndexOf('.') > text.IndexOf('/', StringComparison.Ordinal))
            return null;
        uint address = 0;
        for (var index = 0; index < 4; index++)
        {
            if (Number(parts[index], 255) is not { } part)
                return null;
            address = (address << 8) | (uint)part;
        }

        return Number(parts[4], 32) is { } length ? new(address, length) : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}/{Length}");

    private static int? Number(string text, int most) =>
        text.Length is > 0 and < 4 && !(text.Length > 1 && text[0] == '0')
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
