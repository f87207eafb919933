using DrDrills.Drills;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Comparisons;

/// <summary>Changes a database once, in the middle of a comparison: where its progress is first told of something.</summary>
internal sealed class OnFirst(NpgsqlDataSource database, string told, string change) : IProgress<StageProgress>
{
    private int _done;

    public bool IsDone => _done != 0;

    public void Report(StageProgress value)
    {
        if (value.ToString().Contains(told, StringComparison.Ordinal) && Interlocked.Exchange(ref _done, 1) == 0)
        {
            NastyDatabase.ExecuteAsync(database, change).GetAwaiter().GetResult();
        }
    }
}
