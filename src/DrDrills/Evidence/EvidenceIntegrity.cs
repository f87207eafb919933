namespace DrDrills.Evidence;

/// <summary>What ties the record to its files, to the records before it, and to whoever vouches for it.</summary>
public sealed record EvidenceIntegrity
{
    private const string Index = "Kept in the run's index, which covers this record's own hash.";

    /// <value>Files kept with the record, hashed.</value>
    public required IReadOnlyList<EvidenceFile> Files { get; init; }

    /// <value>SHA-256 of the record before this one.</value>
    public required Stated<string> PreviousRecordSha256 { get; init; }

    /// <value>Signature and key.</value>
    public required Stated<string> Signature { get; init; }

    /// <value>Where the head of the chain is kept outside.</value>
    public required Stated<string> ExternalAnchor { get; init; }

    /// <value>Until when the evidence is kept, UTC.</value>
    public required Stated<DateTimeOffset> RetainUntil { get; init; }

    internal static EvidenceIntegrity Of(EvidenceContext context) => new()
    {
        Files = context.Files,
        PreviousRecordSha256 = Stated.NotRecorded<string>(Index),
        Signature = Stated.NotRecorded<string>(Index),
        ExternalAnchor = Stated.NotRecorded<string>(Index),
        RetainUntil = context.RetainUntil is { } until
            ? Stated.Of(until)
            : Stated.NotRecorded<DateTimeOffset>("Nobody has stated how long the evidence is kept."),
    };
}
