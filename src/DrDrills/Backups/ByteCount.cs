using System.Globalization;

namespace DrDrills.Backups;

/// <summary>A size.</summary>
/// <param name="Bytes">Zero or more.</param>
public readonly record struct ByteCount(long Bytes)
{
    /// <summary>For people, in powers of 1024: "48.2 MiB".</summary>
    public override string ToString()
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = Bytes;
        var unit = 0;
        while (value >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }
}
