using BharatMart.Incidents;

namespace DrDrills.Steps;

/// <summary>What an auditor calls a thing, and what findings call it.</summary>
/// <param name="Value">Part of a finding's subject.</param>
public readonly record struct FindingSubject(string Value)
{
    public static FindingSubject Of(string words) => words switch
    {
        "the product reviews" => new(new DroppedTable().Table),
        "the truncated month" => new(new TruncatedPartition().Table),
        _ => throw new FormatException($"no finding is known as '{words}'"),
    };
}
