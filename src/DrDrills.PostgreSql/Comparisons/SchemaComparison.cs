using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Comparisons.Rows;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Manifests.Fingerprints;

namespace DrDrills.PostgreSql.Comparisons;

/// <summary>Compares what two databases hold beside the rows of tables: schema objects, extensions, sequences, large objects.</summary>
internal static class SchemaComparison
{
    /// <summary>A server logs sequences that many steps in advance (PostgreSQL, <c>SEQ_LOG_VALS</c>).</summary>
    private const int LoggedAhead = 32;

    private const string DatabaseClass = "database";
    private const string ObjectsPart = "schema objects";
    private const string ExtensionsPart = "extensions";
    private const string SequencesPart = "sequences";
    private const string LargeObjectsPart = "large objects";

    /// <summary>Adds what differs to a comparison, and what could not be compared.</summary>
    public static async Task<Comparison> AddAsync(
        Comparison comparison, ComparedDatabase a, ComparedDatabase b, CancellationToken cancellationToken)
    {
        var (inA, inB) = (new Content(), new Content());
        await Together.RunAsync(
            cancellationToken, stop => ReadAsync(a, "A", inA, stop), stop => ReadAsync(b, "B", inB, stop)).ConfigureAwait(false);
        var definitionsToo = a.VersionNumber / 10000 == b.VersionNumber / 10000;
        var restored = a.Source.IsRestoredDump || b.Source.IsRestoredDump;
        var notes = new List<string>(comparison.Notes);
        if (!definitionsToo)
        {
            notes.Add("The servers are of different major versions, and each writes definitions its own way: of schema objects only the names were compared.");
        }

        if (restored && inA.Objects.Concat(inB.Objects).Any(o => o.Class == DatabaseClass))
        {
            notes.Add("What hangs on the database itself (its settings and grants) was left out: a dump does not bring it back.");
        }

        bool Has(string part) => !inA.Refused.ContainsKey(part) && !inB.Refused.ContainsKey(part);
        return comparison with
        {
            Objects = Has(ObjectsPart) && Has(ExtensionsPart) ? Objects(inA.Objects, inB.Objects, definitionsToo, leaveOut: restored ? DatabaseClass : null) : [],
            Sequences = Has(SequencesPart) ? Sequences(inA, inB, a.RunsAhead || b.RunsAhead) : [],
            LargeObjects = Has(LargeObjectsPart) ? LargeObjects(inA.LargeObjects!, inB.LargeObjects!) : null,
            NotCompared = [.. inA.Refused.Values, .. inB.Refused.Values],
            Notes = notes,
        };
    }

    /// <summary>In a session of its own, since an error may end it.</summary>
    private static Task ReadAsync(ComparedDatabase side, string name, Content content, CancellationToken cancellationToken)
    {
        (string What, Func<PinnedSession, CancellationToken, Task> Read)[] parts =
        [
            (ObjectsPart, async (session, stop) => content.Objects.AddRange(await SchemaFingerprints.ReadAsync(session, stop).ConfigureAwait(false))),
            (ExtensionsPart, async (session, stop) => content.Objects.AddRange(
                (await ExtensionReader.ReadAsync(session, stop).ConfigureAwait(false))
                .Select(extension => new ManifestObject("extension", extension.Name, $"{extension.Version} {extension.Schema}")))),
            (SequencesPart, async (session, stop) =>
            {
                content.Sequences = await SequenceReader.ReadAsync(session, stop).ConfigureAwait(false);
                content.Steps = await SequenceReader.ReadStepsAsync(session, stop).ConfigureAwait(false);
            }),
            (LargeObjectsPart, async (session, stop) => content.LargeObjects = await LargeObjectReader.ReadAsync(session, stop).ConfigureAwait(false)),
        ];
        return SessionCrew.WorkAsync(
            side.OpenSessionAsync,
            parts,
            1,
            async (session, part, stop) =>
            {
                try
                {
                    await part.Read(session, stop).ConfigureAwait(false);
                }
                catch (DbException e) when (DamagedStorage.Is(e) || RefusedTable.Is(e))
                {
                    content.Refused.Add(part.What, $"The {part.What} of {name} could not be read: {DamagedStorage.Describe(e)}");
                }
            },
            cancellationToken);
    }

    private static List<ObjectDifference> Objects(
        IReadOnlyList<ManifestObject> inA, IReadOnlyList<ManifestObject> inB, bool definitionsToo, string? leaveOut)
    {
        var a = inA.ToLookup(o => (o.Class, o.Identity), o => o.Fingerprint);
        var b = inB.ToLookup(o => (o.Class, o.Identity), o => o.Fingerprint);
        return [.. a.Select(group => group.Key).Union(b.Select(group => group.Key))
            .Where(key => key.Class != leaveOut)
            .Select(key => (Key: key, Kind: !b.Contains(key) ? DifferenceKind.Missing
                : !a.Contains(key) ? DifferenceKind.Extra
                : definitionsToo && !a[key].SequenceEqual(b[key], StringComparer.Ordinal) ? DifferenceKind.Changed
                : (DifferenceKind?)null))
            .Where(found => found.Kind is not null)
            .Select(found => new ObjectDifference(found.Kind!.Value, found.Key.Class, found.Key.Identity))
            .OrderBy(found => found.Class, StringComparer.Ordinal).ThenBy(found => found.Identity, StringComparer.Ordinal)];
    }

    /// <summary>Positions of sequences that both have; the others are among the objects.</summary>
    private static List<SequenceDifference> Sequences(Content inA, Content inB, bool runsAhead)
    {
        var b = inB.Sequences.ToDictionary(sequence => (sequence.Schema, sequence.Name));
        return [.. inA.Sequences
            .Where(sequence => b.ContainsKey((sequence.Schema, sequence.Name)))
            .Select(sequence => (A: sequence, B: b[(sequence.Schema, sequence.Name)]))
            .Where(pair => runsAhead
                ? Math.Abs((decimal)pair.A.LastValue - pair.B.LastValue) > LoggedAhead * Math.Abs(inA.Steps.GetValueOrDefault((pair.A.Schema, pair.A.Name)))
                : pair.A.LastValue != pair.B.LastValue || pair.A.IsCalled != pair.B.IsCalled)
            .Select(pair => new SequenceDifference(pair.A.Schema, pair.A.Name, Position(pair.A), Position(pair.B)))];
    }

    private static string Position(ManifestSequence sequence) => string.Create(
        CultureInfo.InvariantCulture, $"{sequence.LastValue}{(sequence.IsCalled ? "" : ", not yet used")}");

    private static string? LargeObjects(ManifestLargeObjects a, ManifestLargeObjects b) => a == b ? null
        : a.Digest != b.Digest || a.Count != b.Count || a.Bytes != b.Bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{a.Count} of {a.Bytes} bytes in A, {b.Count} of {b.Bytes} bytes in B, not the same content")
            : string.Create(CultureInfo.InvariantCulture, $"{a.Count} in both with the same content, but other owners or grants");

    private sealed class Content
    {
        public List<ManifestObject> Objects { get; } = [];

        public IReadOnlyList<ManifestSequence> Sequences { get; set; } = [];

        public IReadOnlyDictionary<(string Schema, string Name), decimal> Steps { get; set; } =
            new Dictionary<(string Schema, string Name), decimal>();

        /// <summary>Null where they could not be read.</summary>
        public ManifestLargeObjects? LargeObjects { get; set; }

        /// <summary>Why a part could not be read.</summary>
        public Dictionary<string, string> Refused { get; } = [];
    }
}
