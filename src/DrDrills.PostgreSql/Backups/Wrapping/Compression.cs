using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A compression that a program undoes. Programs notice a missing end and bytes behind it, which the class library's gzip does not.</summary>
internal sealed class Compression(string name, string package, byte[] magic) : IProgramWrapping
{
    private static readonly string[] CutTexts =
        ["unexpected end of file", "premature end", "Unfinished stream", "Unexpected end of input", "ends unexpectedly"];

    private static readonly string[] BehindTexts = ["trailing garbage", "unsupported format", "unknown header", "undecodable data"];

    /// <summary>What is said of several kinds of damage.</summary>
    private static readonly string[] VagueTexts = ["frame decoding could not complete"];

    private static readonly string[] MemoryTexts = ["too much memory", "Memory usage limit", "Window size larger than maximum"];

    public string Name => name;

    public (string Program, string Package) Program => (name, package);

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(magic);

    public Task<Stream> UnwrapAsync(Stream wrapped, WrappedScene scene, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        string[] command = name == "xz"
            ? [name, "--decompress", "--stdout", "--memlimit-decompress=1GiB"]
            : [name, "--decompress", "--stdout", .. name == "zstd" ? new[] { "--quiet" } : []];
        var frames = name == "lz4" ? new Lz4Frames(wrapped) : null;
        return Task.FromResult<Stream>(ProgramFilter.Start(
            new ProgramRun(command, ((IProgramWrapping)this).InstallHint),
            frames ?? wrapped,
            outcome => outcome.ExitCode == 0 ? null : Judge(outcome, scene, frames)));
    }

    private DrillException Judge(ToolOutcome outcome, WrappedScene scene, Lz4Frames? frames)
    {
        if (Says(MemoryTexts))
        {
            return new EngineUnavailableException(
                "DR3145",
                scene.Backup,
                $"{scene.Begins} asks for more memory to undo its {name} compression than it is given here.",
                $"compress it with a smaller window, or unpack it with '{name}' yourself; nothing is said about the backup.",
                outcome.Errors);
        }

        return Says(CutTexts) || (Says(VagueTexts) && frames?.IsCutShort == true)
            ? Unreadable("DR1322", $"{scene.Begins} is cut short: its {name} compression has no end.", "compare its size with the one at the source; was the upload interrupted?")
            : Says(BehindTexts) || frames?.HasSomethingBehind == true
                ? Unreadable("DR1323", $"{scene.Begins} is damaged: what follows its {name} compression is no part of it.", "was something appended to the file? Compare its size with the one at the source.")
                : Unreadable("DR1321", $"{scene.Begins} is damaged: its {name} compression cannot be undone.", "compare its hash with the one at the source; restore an older backup, or the same one from its other place.");

        bool Says(string[] texts) => texts.Any(text => outcome.Errors.Contains(text, StringComparison.Ordinal));
        BackupUnreadableException Unreadable(string code, string statement, string hint) => new(code, scene.Backup, statement, hint, outcome.Errors);
    }
}
