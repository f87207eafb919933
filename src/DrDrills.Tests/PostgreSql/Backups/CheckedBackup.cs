using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.Testing;
using DrDrills.Verification;

using PgVerifications = DrDrills.PostgreSql.Verifications.Verifications;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>One drill over a backup and what the place is opened with, as <c>check</c> runs it.</summary>
internal static class CheckedBackup
{
    /// <param name="folder">The backup.</param>
    /// <param name="look">Looks into the restored database, while it is there, as a verification of its own.</param>
    /// <param name="key">What it is opened with, or null.</param>
    public static Task<DrillRun> DrillAsync(DirectoryInfo folder, Func<VerificationContext, Task>? look = null, SecretText? key = null) =>
        DrillAsync(folder.FullName, look, key);

    /// <inheritdoc cref="DrillAsync(DirectoryInfo, Func{VerificationContext, Task}?, SecretText?)"/>
    public static async Task<DrillRun> DrillAsync(string folder, Func<VerificationContext, Task>? look = null, SecretText? key = null)
    {
        var source = await BackupSources.OpenAsync(folder, new BackupSourceOptions { Key = key }, default);
        var backup = (await source.ListAsync(default)).Single();
        var runId = "test-" + Guid.NewGuid().ToString("N")[..8];
        await using var work = await RunFolder.CreateAsync(runId, "work", null, default);
        var factory = Recoveries.Of(backup.Format)!;
        await using var recovery = factory.Create(new RecoveryRequest
        {
            Source = source,
            Backup = backup,
            Target = new LocalTarget(),
            RunId = runId,
            WorkFolder = work.Directory,
            TimingProfile = TimingProfile.Quick,
        });
        var plan = Samples.Plan(recovery, [.. factory.Verifications(PgVerifications.For(backup.Manifest, streamed: source is IBackupStreamSource flow && flow.Flows(backup))), .. look is null ? [] : new[] { new Look(look) }]) with
        {
            RunId = runId,
            Incident = new Incident("lost", IncidentKind.Declared, TimeProvider.System.GetUtcNow()),
            Objectives = DrillObjectives.None,
            AllowEgress = true,
        };
        return await new DrillRunner(TimeProvider.System, NoObserver.Instance).RunAsync(plan, default);
    }

    private sealed class Look(Func<VerificationContext, Task> look) : IVerification
    {
        public VerificationId Id { get; } = VerificationId.Parse("look");

        public string Title => "Look";

        public string Proves => "What a test looked at.";

        public VerificationMoment Moment => VerificationMoment.Restored;

        public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
        {
            await look(context);
            return VerificationAnswer.Looked("what a test looked at", []);
        }
    }
}
